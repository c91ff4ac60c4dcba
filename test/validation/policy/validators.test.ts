import { describe } from 'node:test';
import { judgeCases } from '../cases.ts';

describe('PodDisruptionBudgets', () => {
  judgeCases('policy/pod-disruption-budget.yaml');
});
