import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isTimeZone } from '../../../src/validation/batch/time-zones.ts';

describe('isTimeZone()', () => {
  it('knows every zone that this runtime knows', () => {
    const zones = Intl.supportedValuesOf('timeZone');
    assert.ok(zones.length > 400);
    assert.deepEqual(
      zones.filter((zone) => !isTimeZone(zone)),
      [],
    );
  });

  it('knows old names and those without a region', () => {
    for (const zone of [
      'UTC',
      'US/Pacific',
      'Etc/GMT+12',
      'GB-Eire',
      'America/Argentina/Buenos_Aires',
      'Asia/Calcutta',
    ]) {
      assert.ok(isTimeZone(zone), zone);
    }
  });

  it('refuses everything else, also another case', () => {
    for (const zone of ['', 'utc', 'Local', 'Europe', 'Europe/', '/UTC', 'Europe/Berlin ', 'Mars/North', '../UTC']) {
      assert.ok(!isTimeZone(zone), zone);
    }
  });
});
