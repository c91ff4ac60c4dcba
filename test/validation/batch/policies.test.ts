import { describe } from 'node:test';
import { judgeCases } from '../cases.ts';

describe('policies of Jobs', () => {
  judgeCases('batch/job-policies.yaml');
});
