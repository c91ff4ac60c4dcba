import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { BATCH } from '../../../src/validation/batch/validators.ts';

describe('BATCH', () => {
  it('has both kinds of batch/v1', () => {
    assert.deepEqual(Object.keys(BATCH), ['batch/v1 Job', 'batch/v1 CronJob']);
  });
});
