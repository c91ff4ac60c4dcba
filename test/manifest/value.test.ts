import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Json } from '../../src/kube/object.ts';
import { copyValue, define } from '../../src/manifest/value.ts';

describe('define()', () => {
  it('keeps `__proto__` a member like any other', () => {
    const map: Record<string, Json> = {};
    define(map, '__proto__', { a: 1 });
    define(map, 'b', 2);
    assert.equal(Object.getPrototypeOf(map), Object.prototype);
    assert.deepEqual(Object.entries(map), [
      ['__proto__', { a: 1 }],
      ['b', 2],
    ]);
  });
});

describe('copyValue()', () => {
  it('copies down to a depth', () => {
    const value = { a: [1, { b: null }], c: 'text' };
    const copied = copyValue(value, 3) as typeof value;
    assert.deepEqual(copied, value);
    assert.notEqual(copied.a, value.a);
    assert.equal(copyValue(value, 2), undefined);
    assert.equal(copyValue('text', 0), 'text');
    assert.deepEqual(copyValue(JSON.parse('{"__proto__": {}}') as Json, 9), JSON.parse('{"__proto__": {}}'));
  });
});
