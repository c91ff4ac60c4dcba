import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { charge, chargeText, checkDataDepth, DATA_DEPTH, run } from '../../src/expression/budget.ts';

const raises = (code: string) => (error: unknown) => (error as { code: string }).code === code;

describe('the budget', () => {
  it('is spent by steps and by text, and ends in budget-exceeded', () => {
    run.steps = 10;
    charge(4);
    chargeText(32);
    assert.equal(run.steps, 3);
    assert.throws(() => charge(4), raises('budget-exceeded'));
    run.steps = 0;
  });

  it('bounds the nesting of data', () => {
    checkDataDepth(DATA_DEPTH);
    assert.throws(() => checkDataDepth(DATA_DEPTH + 1), raises('data-too-deep'));
  });
});
