import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  addQuantities,
  approximate,
  compareQuantities,
  integerOf,
  quantityOf,
  readQuantity,
  subtractQuantities,
} from '../../src/cel/quantity.ts';

describe('quantities', () => {
  it('are read as the server reads them', () => {
    for (const text of [
      '1',
      '1Gi',
      '-1.5',
      '+2k',
      '1e3',
      '1E',
      '1E3',
      '.5',
      '5.',
      '.',
      '0',
      '1n',
      '9223372036854775808',
    ])
      assert.ok(readQuantity(text), text);
    for (const text of ['', ' 1', '1 ', '1gi', '1K', '0x1', '1e', '--1', '1.2.3', '1Zi', '1e99999'])
      assert.equal(readQuantity(text), undefined, text);
  });
  it('compare exactly', () => {
    const order = (a: string, b: string) => compareQuantities(readQuantity(a)!, readQuantity(b)!);
    assert.equal(order('1Gi', '1G'), 1n);
    assert.equal(order('0.5', '500m'), 0n);
    assert.equal(order('0.1n', '1n'), 0n);
    assert.equal(order('9223372036854775808', '9223372036854775809'), -1n);
  });
  it('are integers where the server keeps them as such', () => {
    assert.equal(integerOf(readQuantity('1k')!), 1_000n);
    assert.equal(integerOf(readQuantity('1.0')!), undefined);
    assert.equal(integerOf(readQuantity('0.5Gi')!), undefined);
    assert.equal(integerOf(quantityOf(5n)), 5n);
    assert.equal(approximate(readQuantity('1500m')!), 1.5);
  });
  it('add up', () => {
    const [a, b] = [readQuantity('1Gi')!, readQuantity('1m')!];
    assert.equal(compareQuantities(subtractQuantities(addQuantities(a, b), b), a), 0n);
    assert.ok(addQuantities(a, b).computed);
    assert.ok(addQuantities(readQuantity('9223372036854775807')!, quantityOf(1n)).decimal);
  });
});
