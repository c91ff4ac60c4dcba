import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { BORROWED, callBorrowed, checkPicture, checkReading } from '../../src/expression/borrowed.ts';
import { run } from '../../src/expression/budget.ts';
import { codeOf } from './yields.ts';

describe('what is borrowed from jsonata', () => {
  it('is there, each of it', () => {
    run.steps = 1_000;
    const arguments_: Readonly<Record<(typeof BORROWED)[number], readonly unknown[]>> = {
      formatNumber: [1, '0'],
      formatBase: [5, 2],
      formatInteger: [4, 'I'],
      parseInteger: ['IV', 'I'],
      toMillis: ['1970-01-01T00:00:00Z'],
      fromMillis: [0],
      round: [1.5],
    };
    const results = BORROWED.map((name) => callBorrowed(name, ...arguments_[name]));
    assert.deepEqual(results, ['1', '101', 'IV', 4, 0, '1970-01-01T00:00:00.000Z', 2]);
    run.steps = 0;
  });
  it('turns whatever it throws into an error of the expression', () => {
    assert.equal(codeOf("$formatNumber(1, '0', {'zero-digit': 5})"), 'invalid-argument');
    assert.equal(codeOf("$formatNumber(1, '#;#;#')"), 'D3080');
  });
  it('refuses pictures that would take long', () => {
    checkPicture('f', '[Y0001]-[M01]-[D01]');
    checkReading('f', '2020-01-02T03:04:05', '[Y0001]-[M01]-[D01]T[H01]:[m01]:[s01]');
    assert.throws(() => checkPicture('f', '[Y,999]'));
    assert.throws(() => checkReading('f', '1', '[Y][M][D][H]'));
    assert.throws(() => checkReading('f', '1', '[Y]1[M]1[D]1[H]'));
    assert.throws(() => checkReading('f', '1'.repeat(300), '[Y]'));
  });
});
