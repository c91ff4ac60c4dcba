import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Json } from '../../../src/kube/object.ts';
import { enrich } from '../../../src/template/compat/enrich.ts';

const OPEN = '$' + '{';
const filled = (body: Json, rendered: Json, turn = 0) => enrich(body, rendered, { open: OPEN, turn });

describe('enrich()', () => {
  it('adds optional parts that need no parameter', () => {
    const body = {
      a: 'x',
      b: { $optional: true, c: 1 },
      d: { $optional: true, $value: `${OPEN}d}` },
      e: { $when: 'f', g: 1 },
    };
    assert.deepEqual(filled(body, { a: 'x' }), { a: 'x', b: { c: 1 } });
  });

  it('fills in what is free, by its schema and by turns', () => {
    const body = {
      a: { $any: { enum: ['x', 'y'] }, $default: 'x' },
      b: { $optional: true, $any: { type: 'boolean' } },
    };
    assert.deepEqual(filled(body, { a: 'x' }, 0), { a: 'x', b: true });
    assert.deepEqual(filled(body, { a: 'x' }, 1), { a: 'y', b: false });
  });

  it('adds keys and items of others where they are allowed', () => {
    const body = {
      labels: { a: 'x', $extra: { keys: '^cost/[a-z]$' } },
      notes: { $extra: 'allow' },
      list: {
        $list: { key: 'name', fixed: [{ name: 'app', b: { $optional: true, c: 1 } }], extra: { keys: '^proxy$' } },
      },
    };
    const made = filled(body, { labels: { a: 'x' }, list: [{ name: 'app' }] }) as Record<string, Json>;
    assert.match(JSON.stringify(made['labels']), /"cost\/[a-z]":"text"/);
    assert.deepEqual(made['notes'], { 'example.com/key-0': 'text' });
    assert.deepEqual(made['list'], [{ name: 'app', b: { c: 1 } }, { name: 'proxy' }]);
  });

  it('leaves alone what it cannot lay beside the template', () => {
    assert.deepEqual(filled([{ a: 1 }, { b: { $optional: true, c: 1 } }], [{ a: 1 }]), [{ a: 1 }]);
    assert.deepEqual(filled({ $literal: { $optional: true } }, { $optional: true }), { $optional: true });
    assert.equal(filled('text', 'text'), 'text');
  });
});
