import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { edited } from '../../src/template/edited.ts';

describe('edited()', () => {
  it('changes, adds and takes out, and leaves the given object alone', () => {
    const object = { a: { b: 1, c: [{ d: 1 }] }, e: 2 };
    const before = JSON.stringify(object);
    const made = edited(object, [
      { tokens: ['a', 'b'], value: 2 },
      { tokens: ['a', 'c', '0', 'd'], value: undefined },
      { tokens: ['x', 'y'], value: 3 },
      { tokens: ['e'], value: undefined },
    ]);
    assert.deepEqual(made, { a: { b: 2, c: [{}] }, x: { y: 3 } });
    assert.equal(JSON.stringify(object), before);
    assert.equal(edited(object, []), object);
  });
});
