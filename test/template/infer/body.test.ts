import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Json } from '../../../src/kube/object.ts';
import { writeBody } from '../../../src/template/infer/body.ts';
import { generalise } from '../../../src/template/infer/generalise.ts';
import { resolve } from '../../../src/template/infer/resolve.ts';

function body(...values: readonly Json[]): Json {
  const judgement = { agreement: 0.9, depart: () => {} };
  const around = { scope: { size: values.length }, judgement, object: 'workload', names: [] };
  const pattern = generalise({ raw: values, done: values }, [], around);
  return writeBody(pattern, resolve([{ key: 'workload', path: [], pattern }]));
}
const hole = (name: string) => `$\{${name}}`;

describe('writeBody()', () => {
  it('writes literals, holes and texts with holes', () => {
    const found = body({ a: 'web', b: 'web-x', c: 1, d: ['x'] }, { a: 'api', b: 'api-x', c: 1, d: ['x'] });
    assert.deepEqual(found, { a: hole('a'), b: `${hole('a')}-x`, c: 1, d: ['x'] });
  });

  it('writes the text of a number as an expression', () => {
    assert.deepEqual(body({ n: 80, t: '80' }, { n: 81, t: '81' }), { n: hole('n'), t: { $expr: '$string(params.n)' } });
  });

  it('writes what only some have with its condition', () => {
    const found = body({ a: 'x', b: { c: 1 }, d: 2, e: 3 }, { a: 'y', e: 4 }, { a: 'z' });
    assert.deepEqual(found, {
      a: hole('a'),
      b: { $when: 'b', c: 1 },
      d: { $when: 'b', $value: 2 },
      e: { $optional: true, $value: hole('e') },
    });
  });

  it('writes alternatives, and keys of the user that differ too much', () => {
    const volume = (source: Json) => ({ volume: source });
    assert.deepEqual(body(volume({ disk: { id: 1 } }), volume({ memory: { id: 2 } })), {
      volume: { $case: { by: 'volumeKind', of: { disk: { disk: { id: 1 } }, memory: { memory: { id: 2 } } } } },
    });
    const labels = (...keys: readonly string[]) => ({ labels: Object.fromEntries(keys.map((key) => [key, 'x'])) });
    assert.deepEqual(body(labels('app', 'a.b/c', 'd', 'e'), labels('app', 'f', 'g')), {
      labels: { app: 'x', $extra: { keys: '^(a[.]b/c|d|e|f|g)$' } },
    });
  });

  it('writes open lists', () => {
    const env = (...found: readonly string[]) => ({ env: found.map((name) => ({ name, value: `${name}!` })) });
    const item = { name: hole('item.name'), value: `${hole('item.name')}!` };
    assert.deepEqual(body(env('AA', 'BB', 'X'), env('CC', 'X'), env('X')), {
      env: { $list: { key: 'name', fixed: [{ name: 'X', value: 'X!' }], each: { in: 'vars', as: 'item', item } } },
    });
  });

  it('keeps what is no hole and no operator', () => {
    assert.deepEqual(body({ a: hole('HOME') }, { a: hole('HOME') }), { a: `$${hole('HOME')}` });
    assert.deepEqual(body({ a: [{ $ref: 'x' }] }, { a: [{ $ref: 'x' }] }), { a: { $literal: [{ $ref: 'x' }] } });
  });
});
