import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { TIME_FUNCTIONS } from '../../src/cel/functions-time.ts';
import { fails, holds } from './expressions.ts';

describe('parts of time', () => {
  it('are read in UTC, at an offset or in a zone', () => {
    assert.equal(TIME_FUNCTIONS.length, 24);
    const t = "timestamp('2024-02-29T23:30:45.678Z')";
    holds([
      `${t}.getFullYear() == 2024 && ${t}.getMonth() == 1 && ${t}.getDate() == 29 && ${t}.getDayOfMonth() == 28 && ${t}.getDayOfYear() == 59 && ${t}.getDayOfWeek() == 4`,
      `${t}.getHours() == 23 && ${t}.getMinutes() == 30 && ${t}.getSeconds() == 45 && ${t}.getMilliseconds() == 678`,
      `${t}.getDate('+01:00') == 1 && ${t}.getHours('-00:30') == 23 && ${t}.getHours('Asia/Kolkata') == 5 && ${t}.getHours('America/New_York') == 18`,
      "duration('-90m').getHours() == -1 && duration('90m').getMinutes() == 90 && duration('1.5s').getMilliseconds() == 1500",
    ]);
    fails([
      [`${t}.getHours('Nowhere/At_All') == 1`, /no time zone/],
      [`${t}.getHours('a:b') == 1`, /no time zone/],
    ]);
  });
});
