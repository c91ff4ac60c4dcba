import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Json } from '../../src/kube/object.ts';
import { jsonKey, sameJson } from '../../src/openapi/same-json.ts';

describe('sameJson()', () => {
  it('ignores the order of keys and nothing else', () => {
    assert.ok(sameJson({ a: 1, b: [{ c: null }] }, { b: [{ c: null }], a: 1 }));
    const others: readonly (Json | undefined)[] = [
      { a: 1 },
      { a: 1, b: [] },
      { a: 1, c: [{ c: null }] },
      [],
      null,
      undefined,
    ];
    for (const other of others) assert.ok(!sameJson({ a: 1, b: [{ c: null }] }, other));
  });

  it('agrees with the keys of values', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        assert.equal(sameJson(a as Json, b as Json), jsonKey(a as Json) === jsonKey(b as Json));
        assert.ok(sameJson(a as Json, structuredClone(a) as Json));
      }),
    );
  });
});
