import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { singleText } from '../../src/manifest/single.ts';

describe('singleText()', () => {
  // What strconv.FormatFloat(number, 'g', -1, 32) gives.
  const expected: readonly (readonly [number, string])[] = [
    [0.5, '0.5'],
    [-511250.634, '-511250.62'],
    [319674.639, '319674.62'],
    [142788.127, '142788.12'],
    [1e7, '1e+07'],
    [1234567.8, '1.2345678e+06'],
    [0.0001, '0.0001'],
    [0.00001, '1e-05'],
    [3.4028235e38, '3.4028235e+38'],
    [1e39, '.inf'],
    [1e-45, '1e-45'],
    [2 ** -126, '1.1754944e-38'],
    [2 ** -24, '5.9604645e-08'],
    [16777216, '1.6777216e+07'],
    [100000, '100000'],
    [-0, '-0'],
  ];

  it('prints as Go does, ties to the even digit', () => {
    for (const [number, text] of expected) assert.equal(singleText(number), text, String(number));
  });

  it('leads back to the same float32', () => {
    fc.assert(
      fc.property(fc.float({ noNaN: true, noDefaultInfinity: true }), (number) => {
        const text = singleText(number);
        assert.ok(Object.is(Math.fround(Number(text)), number) && text.replace(/e.*|[-.]/g, '').length <= 15, text);
      }),
      { numRuns: 2000 },
    );
  });
});
