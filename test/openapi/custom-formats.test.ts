import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { formatCheck } from '../../src/openapi/custom-formats.ts';

/** Formats with texts that they take, and texts that they refuse. */
const CASES: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  ['date', ['2020-02-29'], ['2021-02-29', '2020-1-1', '']],
  [
    'date-time',
    ['2020-01-01T00:00:00Z', '2020-01-01t23:59:59.5+01:00'],
    ['2020-01-01', '2020-01-01T24:00:00Z', '2020-01-01T00:00:00'],
  ],
  ['duration', ['1h30m', '-1.5h', '5 minutes', '1 d', '0', 'P1D'], ['1', '3 fortnights', '']],
  ['byte', ['YWJj', 'YQ=='], ['', 'YWJ']],
  ['hostname', ['example.com', 'localhost', 'a.b1.com'], ['-a.com', 'a_b', '']],
  ['uuid', ['123e4567-e89b-12d3-a456-426614174000', '123E4567e89b12d3a456426614174000'], ['123e4567', '']],
  ['uuid4', ['123e4567-e89b-42d3-a456-426614174000'], ['123e4567-e89b-42d3-c456-426614174000']],
  ['isbn', ['0321751043', '978-0321751041'], ['0321751044']],
  ['creditcard', ['4111-1111-1111-1111'], ['4111111111111112', '5']],
  ['ssn', ['123-45-6789'], ['123456789']],
  ['hexcolor', ['#fff', 'FFFFFF'], ['#ffff']],
  ['rgbcolor', ['rgb( 1 , 2 , 255 )'], ['rgb(1,2,256)', 'rgb(01,2,3)']],
  ['bsonobjectid', ['507f1f77bcf86cd799439011'], ['507f']],
  ['password', ['', 'anything'], []],
  ['k8s-short-name', ['a-b'], ['A', 'a.b', 'x'.repeat(64)]],
  ['k8s-long-name', ['a.b', 'a'.repeat(70)], ['a..b', '-a']],
];

describe('formatCheck()', () => {
  for (const [format, good, bad] of CASES)
    it(`knows ${format}`, () => {
      const check = formatCheck(format, 35);
      for (const text of good) assert.equal(check?.(text), true, text);
      for (const text of bad) assert.equal(check?.(text), false, text);
    });

  it('knows a format from the release on that brought it', () => {
    assert.equal(formatCheck('k8s-short-name', 33), undefined);
    assert.notEqual(formatCheck('k8s-short-name', 34), undefined);
  });

  it('ignores what the server ignores', () => {
    for (const format of ['int32', 'double', 'strange', 'constructor'])
      assert.equal(formatCheck(format, 35), undefined);
  });
});
