import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseQuantity } from '../../src/kube/quantity.ts';

describe('parseQuantity()', () => {
  it('reads what the API server takes, by value', () => {
    const equal = [
      ['500m', '0.5'],
      ['1', '1000m'],
      ['1Ki', '1024'],
      ['1k', '1e3'],
      ['0.5Gi', '512Mi'],
      ['700m', '0.7'],
      ['1E', '1e18'],
      ['100n', '0.0000001'],
      ['+1', ' 1'],
    ];
    for (const [a, b] of equal) assert.equal(parseQuantity(a), parseQuantity(b), `${a} ${b}`);
    assert.equal(parseQuantity('1Gi'), 2 ** 30);
    assert.equal(parseQuantity('-1k'), -1000);
    assert.equal(parseQuantity('1E2'), 100);
    assert.equal(parseQuantity(3), 3);
  });

  it('refuses what the API server refuses', () => {
    for (const text of ['', '1gi', '1GB', '1cpu', 'x', '1e', '--1', '1.2.3', true, null, undefined, Number.NaN]) {
      assert.equal(parseQuantity(text), undefined, String(text));
    }
  });
});
