import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { UsageError } from '../../src/commands/command.ts';
import { JUDGING_FLAGS, timeOf, versionOf } from '../../src/commands/judging.ts';

describe('judging', () => {
  it('timeOf() reads a date as its midnight in UTC, or a whole time', () => {
    assert.equal(timeOf('2027-03-01'), Date.UTC(2027, 2, 1));
    assert.equal(timeOf('2027-03-01T12:00:00Z'), Date.UTC(2027, 2, 1, 12));
    assert.equal(timeOf('2027-03-01T12:00:00+02:00'), Date.UTC(2027, 2, 1, 10));
    for (const wrong of ['tomorrow', '2027-02-30', '2027-13-01', '1', '', '2027-03-01T12:00:00'])
      assert.throws(() => timeOf(wrong), UsageError, wrong);
  });

  it('versionOf() reads a minor version', () => {
    assert.equal(versionOf('1.35'), '1.35');
    assert.equal(versionOf(undefined), undefined);
    for (const whole of ['v1.35', '1.35.4']) assert.equal(versionOf(whole), '1.35');
    for (const wrong of ['1', '2.0', '1.35-rc', '1.99']) assert.throws(() => versionOf(wrong), UsageError, wrong);
    assert.throws(() => versionOf('1.99'), /known are 1\.33, 1\.34, 1\.35, 1\.36/);
  });

  it('JUDGING_FLAGS have distinct names', () => {
    assert.equal(new Set(JUDGING_FLAGS.map(({ name }) => name)).size, JUDGING_FLAGS.length);
  });
});
