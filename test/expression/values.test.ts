import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { run } from '../../src/expression/budget.ts';
import { append, equal, isSequence, lookup, sequence, settle, textOf, truthy } from '../../src/expression/values.ts';

function withBudget<T>(body: () => T): T {
  run.steps = 1_000_000;
  try {
    return body();
  } finally {
    run.steps = 0;
  }
}

describe('values', () => {
  it('settle() makes nothing of an empty sequence and unwraps one of one', () => {
    assert.equal(settle(sequence(), false), undefined);
    assert.equal(settle(sequence(5), false), 5);
    assert.ok(isSequence(settle(sequence(5), true)));
    assert.deepEqual(settle([5], false), [5]);
  });

  it('truthy() is JSONata’s truth', () => {
    withBudget(() => {
      for (const value of ['a', 1, [0, 1], { a: null }, [[1]]])
        assert.equal(truthy(value), true, JSON.stringify(value));
      for (const value of ['', 0, null, [], {}, [0], [[], 0], undefined, () => 1])
        assert.equal(truthy(value), false, JSON.stringify(value));
    });
  });

  it('lookup() reads own members only', () => {
    withBudget(() => {
      assert.equal(lookup({}, 'constructor'), undefined);
      assert.equal(lookup({}, '__proto__'), undefined);
      assert.equal(lookup(JSON.parse('{"__proto__": 1}'), '__proto__'), 1);
      assert.deepEqual([...(lookup([{ a: 1 }, { a: [2, 3] }, 5], 'a') as unknown[])], [1, 2, 3]);
    });
  });

  it('equal() is an equivalence that ignores the order of members', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) =>
        withBudget(() => {
          assert.ok(equal(a, structuredClone(a)));
          assert.equal(equal(a, b), equal(b, a));
          if (typeof a === 'object' && a && !Array.isArray(a))
            assert.ok(equal(a, Object.fromEntries(Object.entries(a).reverse())));
        }),
      ),
    );
  });

  it('textOf() is JSON of at most 15 digits', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) =>
        withBudget(() => {
          const text = textOf([value]) as string;
          assert.equal(textOf(JSON.parse(text)), text);
        }),
      ),
    );
    withBudget(() =>
      assert.equal(textOf({ a: [1 / 3, () => 1, undefined], b: undefined }), '{"a":[0.333333333333333,"",null]}'),
    );
  });

  it('append() changes neither side', () => {
    withBudget(() => {
      const left = Object.freeze([1]);
      assert.deepEqual(append(left, Object.freeze([2])), [1, 2]);
      assert.equal(append(undefined, left), left);
    });
  });
});
