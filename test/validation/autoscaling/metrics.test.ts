import { describe } from 'node:test';
import { judgeCases } from '../cases.ts';

describe('validateMetric()', () => {
  judgeCases('autoscaling/metrics.yaml');
});
