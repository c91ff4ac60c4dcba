import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Fault } from '../../src/cel/fault.ts';
import { Mistake, refusing } from '../../src/cel/mistake.ts';

describe('mistakes of a rule', () => {
  it('are made of faults, with the place', () => {
    assert.equal(
      refusing(1, () => 2),
      2,
    );
    assert.throws(
      () =>
        refusing(7, () => {
          throw new Fault('no');
        }),
      (error) => error instanceof Mistake && error.offset === 7 && error.message === 'no',
    );
    assert.throws(
      () =>
        refusing(7, () => {
          throw new Error('other');
        }),
      /other/,
    );
  });
});
