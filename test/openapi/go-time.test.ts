import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isDay, isMicroTime, isTime } from '../../src/openapi/go-time.ts';

/** Text, whether metav1.Time takes it, whether metav1.MicroTime does. */
const TEXTS: readonly (readonly [string, boolean, boolean])[] = [
  ['2020-01-01T00:00:00Z', true, false],
  ['2020-01-01T00:00:00.123456Z', true, true],
  ['2020-01-01T00:00:00.12345Z', true, false],
  ['2020-01-01T00:00:00.1234567Z', true, false],
  ['2020-01-01T00:00:00,123456Z', true, true],
  ['2020-01-01T1:00:00Z', true, false],
  ['2020-01-01T00:00:00+24:60', true, false],
  ['2020-01-01T00:00:00+25:00', false, false],
  ['2020-02-29T23:59:59-07:00', true, false],
  ['2021-02-29T23:59:59Z', false, false],
  ['1900-02-29T00:00:00Z', false, false],
  ['2000-02-29T00:00:00Z', true, false],
  ['2020-01-01T24:00:00Z', false, false],
  ['2020-01-01T00:60:00Z', false, false],
  ['2020-01-01T00:00:60Z', false, false],
  ['2020-13-01T00:00:00Z', false, false],
  ['2020-00-01T00:00:00Z', false, false],
  ['2020-01-00T00:00:00Z', false, false],
  ['2020-01-01t00:00:00z', false, false],
  ['2020-01-01 00:00:00Z', false, false],
  ['2020-01-01T00:00:00', false, false],
  ['2020-01-01', false, false],
  ['', false, false],
];

describe('times as Go reads them', () => {
  for (const [text, time, micro] of TEXTS)
    it(`${JSON.stringify(text)} is ${time ? 'a' : 'no'} time`, () => {
      assert.deepEqual([isTime(text), isMicroTime(text)], [time, micro]);
    });

  it('knows the days of a month', () => {
    assert.deepEqual(
      [isDay(2024, 2, 29), isDay(2023, 2, 29), isDay(2023, 4, 31), isDay(0, 1, 1)],
      [true, false, false, true],
    );
  });
});
