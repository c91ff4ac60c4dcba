import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Fault } from '../../src/cel/fault.ts';
import { OPTIONAL_FUNCTIONS, valueIn } from '../../src/cel/functions-optional.ts';
import { NONE, some } from '../../src/cel/value.ts';
import { holds } from './expressions.ts';

describe('optionals', () => {
  it('hold a value or nothing', () => {
    assert.equal(valueIn(some(1n)), 1n);
    assert.throws(
      () => valueIn(NONE),
      (error) => error instanceof Fault,
    );
    assert.equal(OPTIONAL_FUNCTIONS.length, 7);
    const zeros = [
      "''",
      '0',
      '0u',
      '0.0',
      'false',
      'null',
      "b''",
      '[]',
      '{}',
      "duration('0')",
      "timestamp('0001-01-01T00:00:00Z')",
    ];
    holds(zeros.map((zero) => `!optional.ofNonZeroValue(${zero}).hasValue() && optional.of(${zero}).hasValue()`));
    holds([
      'optional.ofNonZeroValue(self).hasValue()',
      'optional.none() == optional.none() && optional.of(1) != optional.none()',
    ]);
  });
});
