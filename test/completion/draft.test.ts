import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { copyOf, fieldOf, isDraftObject, isEmpty } from '../../src/completion/draft.ts';

describe('draft', () => {
  it('knows what is empty', () => {
    assert.deepEqual([undefined, null, '', [], {}].map(isEmpty), [true, true, true, true, true]);
    assert.deepEqual([0, false, 'a', [0], { a: 0 }].map(isEmpty), [false, false, false, false, false]);
  });

  it('has only own fields', () => {
    assert.equal(fieldOf({}, 'constructor'), undefined);
    assert.equal(fieldOf({ a: 1 }, 'a'), 1);
    assert.equal(isDraftObject([]), false);
  });

  it('copies all the way down', () => {
    const value = { a: [{ b: 1 }] };
    const copy = copyOf(value) as typeof value;
    assert.deepEqual(copy, value);
    assert.notEqual(copy.a[0], value.a[0]);
  });
});
