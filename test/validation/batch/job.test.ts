import { describe } from 'node:test';
import { judgeCases } from '../cases.ts';

describe('validateJob()', () => {
  judgeCases('batch/job.yaml');
});
