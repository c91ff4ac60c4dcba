import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { canonicalQuantity } from '../../src/kube/canonical-quantity.ts';
import { parseQuantity } from '../../src/kube/quantity.ts';

describe('canonical quantity', () => {
  const measured: readonly (readonly [string | number, string])[] = [
    ['0.5', '500m'],
    ['.5', '500m'],
    [0.5, '500m'],
    [1, '1'],
    ['1.0', '1'],
    ['1000m', '1'],
    ['1.5', '1500m'],
    ['1024Mi', '1Gi'],
    ['0.5Gi', '512Mi'],
    ['1000Mi', '1000Mi'],
    ['1000M', '1G'],
    [1e9, '1G'],
    ['1e3', '1e3'],
    ['129e6', '129e6'],
    ['+1', '+1'],
    [' 1', '1'],
    ['1073741824', '1073741824'],
    ['16Ei', '9223372036854775807'],
    ['0', '0'],
    ['-0.5', '-500m'],
    ['1000000000000000000000E', '1000000000000000000000E'],
  ];
  for (const [given, written] of measured)
    it(`writes ${JSON.stringify(given)} as ${written}`, () => assert.equal(canonicalQuantity(given), written));

  it('rounds resource lists up to thousandths', () => {
    assert.equal(canonicalQuantity('0.0001', true), '1m');
    assert.equal(canonicalQuantity('0.0001'), '100u');
    assert.equal(canonicalQuantity('1u', true), '1m');
  });

  it('refuses what the server refuses', () => {
    for (const wrong of ['1gi', '1GB', '1cpu', '', ' ', '.', '+', 'm', '1e', '1 Gi', true, null, [], {}, '1e9999'])
      assert.equal(canonicalQuantity(wrong), undefined, JSON.stringify(wrong));
  });

  it('never changes a value by more than a billionth, and changes nothing twice', () => {
    const suffix = fc.constantFrom('', 'm', 'u', 'n', 'k', 'M', 'G', 'Ki', 'Mi', 'Gi', 'e3', 'E-2');
    const text = fc
      .tuple(fc.constantFrom('', '-', '+'), fc.nat(99999), fc.option(fc.nat(9999)), suffix)
      .map(([sign, whole, part, end]) => `${sign}${whole}${part === null ? '' : `.${part}`}${end}`);
    fc.assert(
      fc.property(text, (given) => {
        const once = canonicalQuantity(given);
        assert.ok(once !== undefined);
        assert.equal(canonicalQuantity(once), once);
        const [before, after] = [parseQuantity(given) ?? Number.NaN, parseQuantity(once) ?? Number.NaN];
        assert.ok(Math.abs(before - after) <= 1.1e-9 + Math.abs(before) * 1e-15, `${given} became ${once}`);
      }),
    );
  });
});
