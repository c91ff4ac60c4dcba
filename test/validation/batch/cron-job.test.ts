import { describe } from 'node:test';
import { judgeCases } from '../cases.ts';

describe('validateCronJob()', () => {
  judgeCases('batch/cron-job.yaml');
});
