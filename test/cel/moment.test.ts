import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as moment from '../../src/cel/moment.ts';

describe('moments and spans', () => {
  it('are read as Go reads them', () => {
    const spans = [
      ['1h30m', 5_400n * 10n ** 9n],
      ['-1.5s', -1_500_000_000n],
      ['0', 0n],
      ['1us', 1_000n],
      ['.5ms', 500_000n],
      ['+3ns', 3n],
    ] as const;
    for (const [text, nanos] of spans) assert.equal(moment.parseDuration(text)?.nanos, nanos, text);
    for (const text of ['', '1', '-', '1x', 's', '1h ', '300000h0.', '9999999999h', '.s'])
      assert.equal(moment.parseDuration(text), undefined, text);
    assert.equal(moment.parseFormatDuration('2 days')?.nanos, 2n * 86_400n * 10n ** 9n);
    assert.equal(moment.parseFormatDuration('soon'), undefined);
  });
  it('are written with as few digits as it takes', () => {
    assert.equal(moment.durationText(moment.durationOf(1_500_000_000n)), '1.5s');
    assert.equal(moment.durationText(moment.durationOf(1n)), '0.000000001s');
    for (const text of [
      '2024-02-29T12:30:45.678+01:00',
      '0001-01-01T00:00:00Z',
      '9999-12-31T23:59:59.999999999Z',
      '2024-01-01T00:00:00-12:30',
    ])
      assert.equal(moment.timestampText(moment.parseTimestamp(text)!), text);
    assert.equal(moment.plainNumber(1e21), '1000000000000000000000');
    assert.equal(moment.plainNumber(-1.5e-7), '-0.00000015');
  });
  it('are refused where they do not exist', () => {
    for (const text of [
      '2023-02-29T00:00:00Z',
      '2024-01-01T24:00:00Z',
      '2024-01-01',
      '2024-01-01T00:00:00',
      '2024-01-01t00:00:00z',
      '2024-01-01T00:00:00+25:00',
    ])
      assert.equal(moment.parseTimestamp(text), undefined, text);
    assert.ok(moment.parseTimestamp('2024-01-01T00:00:00', true));
    assert.equal(moment.parseDate('2024-13-01'), undefined);
    assert.equal(moment.parseDate('1970-01-02')?.nanos, 86_400n * 10n ** 9n);
  });
  it('have calendars', () => {
    const calendar = moment.calendarOf(moment.parseTimestamp('2024-12-31T23:30:00.25Z')!, 3_600);
    assert.deepEqual(calendar, {
      year: 2025,
      month: 0,
      day: 1,
      weekday: 3,
      dayOfYear: 0,
      hours: 0,
      minutes: 30,
      seconds: 0,
      nanos: 250_000_000,
    });
    assert.equal(moment.floorDivide(-1n, 10n), -1n);
    assert.ok(moment.isInt64(2n ** 63n - 1n) && !moment.isInt64(2n ** 63n));
    assert.equal(moment.timestampOf(moment.FIRST_SECOND * 10n ** 9n).offset, 0);
    assert.ok(moment.LAST_SECOND > moment.FIRST_SECOND);
  });
});
