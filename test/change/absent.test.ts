import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { withoutNulls } from '../../src/change/absent.ts';
import type { JsonObject } from '../../src/kube/object.ts';

describe('withoutNulls()', () => {
  it('removes null members at any depth and keeps null items of lists', () => {
    assert.deepEqual(withoutNulls({ a: null, b: { c: null, d: 1 }, e: [null, { f: null }] }), {
      b: { d: 1 },
      e: [null, {}],
    });
  });

  it('gives the object itself back when it has none, and never writes to it', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const before = JSON.stringify(value);
        const once = withoutNulls(value as JsonObject);
        assert.equal(JSON.stringify(value), before);
        assert.equal(withoutNulls(once), once);
      }),
    );
  });

  it('keeps a key named __proto__ as data', () => {
    const object = JSON.parse('{"__proto__": {"x": 1}, "y": null}');
    const stripped = withoutNulls(object);
    assert.deepEqual(Object.keys(stripped), ['__proto__']);
  });
});
