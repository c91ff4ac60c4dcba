import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Crash, Exhausted, Fault, noOverload, orCrash, shown, spend, spendLength, steps } from '../../src/cel/fault.ts';

describe('faults of an evaluation', () => {
  it('spends steps until none are left', () => {
    steps.left = 3;
    spend(2);
    spendLength(3);
    assert.equal(steps.left, 0);
    assert.throws(
      () => spendLength(100),
      (error) => error instanceof Exhausted,
    );
  });
  it('makes a crash of a fault, and of nothing else', () => {
    assert.equal(
      orCrash(() => 1),
      1,
    );
    assert.throws(
      () => orCrash(() => noOverload('f')),
      (error) => error instanceof Crash && error.message.includes('`f`'),
    );
    assert.throws(
      () =>
        orCrash(() => {
          throw new Exhausted(1);
        }),
      (error) => error instanceof Exhausted,
    );
    assert.ok(!(new Crash('x') instanceof Fault));
  });
  it('shows the beginning of a long text', () => {
    assert.equal(shown('a'), 'a');
    assert.equal(shown('a'.repeat(100)).length, 78);
  });
});
