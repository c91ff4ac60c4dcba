import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compare, compareText, numberOf, numericOrder } from '../../src/cel/order.ts';
import { fails, holds } from './expressions.ts';

describe('order of values', () => {
  it('compares numbers across their types', () => {
    assert.ok(compare(1n, 1.5) < 0 && compare({ kind: 'uint', value: 2n }, 1n) > 0 && numericOrder(1n, 1) === 0);
    assert.equal(numberOf('1'), undefined);
    holds(['1 < 1.5', '2u > 1', '1.0 <= 1u', "dyn(1) < 2.5 && 'a' < 'b' && false < true && b'a' < b'ab'"]);
  });
  it('compares texts by code points', () => {
    assert.ok(compareText('\uffff', '😀') < 0);
    assert.ok(compareText('a', 'ab') < 0 && compareText('b', 'ab') > 0 && compareText('', '') === 0);
  });
  it('has none between kinds, and none for what is no number', () => {
    fails([
      ["dyn(1) < dyn('a')", /no overload/],
      ["dyn(double('1')) < dyn(true)", /no overload/],
      ["double('nan') < 1.0", /not a number/],
    ]);
  });
});
