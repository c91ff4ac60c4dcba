import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Json } from '../../../src/kube/object.ts';
import { align } from '../../../src/template/infer/align.ts';

const column = (...values: (Json | undefined)[]) => ({ raw: values, done: values });
const named = (...names: string[]) => names.map((name) => ({ name }));
const keysOf = (lists: readonly Json[], names: readonly (string | undefined)[] = []) => {
  const found = align(column(...lists), [['name']], names, 0.9);
  return found && { items: found.items.map(({ key }) => key), rest: found.rest?.owners };
};

describe('align()', () => {
  it('pairs items by key, whatever their order', () => {
    assert.deepEqual(keysOf([named('a', 'b'), named('b', 'a')]), { items: ['a', 'b'], rest: undefined });
  });

  it('takes an item that is called as its resource for the same everywhere', () => {
    const lists = [named('web-config', 'tmp'), named('api-config', 'tmp')];
    assert.deepEqual(keysOf(lists, ['web', 'api']), { items: ['', 'tmp'], rest: undefined });
  });

  it('pairs the one item of each that has no counterpart', () => {
    const lists = [named('server', 'proxy'), named('main', 'proxy')];
    assert.deepEqual(keysOf(lists), { items: ['proxy', ''], rest: undefined });
  });

  it('keeps one or two items that several lack, and pools more of them', () => {
    const few = [named('a', 'x'), named('a', 'x'), named('a'), named('a')];
    assert.deepEqual(keysOf(few), { items: ['a', 'x'], rest: undefined });
    const many = [named('a', 'x', 'y'), named('a', 'z'), named('a'), named('a')];
    assert.deepEqual(keysOf(many), { items: ['a'], rest: [0, 0, 1] });
  });

  it('goes by position where items have no keys, and gives up where lengths differ', () => {
    assert.deepEqual(
      keysOf([
        ['a', 'b'],
        ['a', 'c'],
      ]),
      { items: ['0', '1'], rest: undefined },
    );
    assert.equal(keysOf([['a'], ['a', 'b']]), undefined);
  });

  it('takes no key that two items of a list share', () => {
    assert.deepEqual(keysOf([named('a', 'a'), named('a', 'b')]), { items: ['0', '1'], rest: undefined });
  });

  it('loses what was written where completion changed the number of items', () => {
    const lists = { raw: [named('a')], done: [named('a', 'b')] };
    const found = align(lists, [['name']], [], 0.9);
    assert.deepEqual(
      found?.items.map((item) => item.column.raw),
      [[undefined], [undefined]],
    );
  });
});
