import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { DefaultEntry } from '../../src/completion/data.ts';
import { applyDefaults } from '../../src/completion/defaults.ts';
import type { DraftObject } from '../../src/completion/draft.ts';

const applied = (root: DraftObject, ...entries: DefaultEntry[]) => {
  applyDefaults(root, entries);
  return root;
};

describe('defaults', () => {
  it('reaches every item of lists and maps that exist, and makes no holder', () => {
    assert.deepEqual(applied({ list: [{}, { a: 2 }] }, { path: '.list[*].a', value: 1 }), {
      list: [{ a: 1 }, { a: 2 }],
    });
    assert.deepEqual(applied({ map: { x: {} } }, { path: '.map{*}.a', value: 1 }), { map: { x: { a: 1 } } });
    assert.deepEqual(applied({}, { path: '.spec.a', value: 1 }), {});
    assert.deepEqual(
      applied({ spec: 'odd', list: {} }, { path: '.spec.a', value: 1 }, { path: '.list[*].a', value: 1 }),
      {
        spec: 'odd',
        list: {},
      },
    );
  });

  it('asks every condition', () => {
    const entry = (when: DefaultEntry['when']): DefaultEntry => ({ path: '.a', value: 1, ...(when && { when }) });
    assert.equal(applied({ type: 'x' }, entry({ field: 'type', in: ['x'] }))['a'], 1);
    assert.equal(applied({ type: 'y' }, entry({ field: 'type', in: ['x'] }))['a'], undefined);
    assert.equal(applied({ type: 'x' }, entry({ field: 'type', notIn: ['x'] }))['a'], undefined);
    assert.equal(applied({}, entry({ field: 'type', notIn: ['x'] }))['a'], 1);
    assert.equal(applied({ deep: { b: [1] } }, entry({ field: 'deep.b', given: true }))['a'], 1);
    assert.equal(applied({ b: [] }, entry({ field: 'b', given: true }))['a'], undefined);
    assert.equal(applied({ b: 0 }, entry({ field: 'b', null: true }))['a'], undefined);
    assert.equal(applied({ name: 'x', other: null }, entry({ only: ['name'] }))['a'], 1);
    assert.equal(applied({ name: 'x', other: {} }, entry({ only: ['name'] }))['a'], undefined);
    assert.equal(
      applied(
        { b: 1 },
        entry([
          { field: 'b', in: [1] },
          { field: 'c', given: true },
        ]),
      )['a'],
      undefined,
    );
    const fromRoot: DefaultEntry = { path: '.in.a', value: 1, whenRoot: { field: 'host', in: [true] } };
    assert.deepEqual(applied({ host: true, in: {} }, fromRoot), { host: true, in: { a: 1 } });
    assert.deepEqual(applied({ host: false, in: {} }, fromRoot), { host: false, in: {} });
  });

  it('leaves out what something other than the defaulting sets', () => {
    assert.deepEqual(applied({}, { path: '.priority', value: 0, by: 'Priority' }), {});
  });
});
