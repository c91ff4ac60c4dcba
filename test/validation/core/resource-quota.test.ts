import { describe } from 'node:test';
import { judgeCases } from '../cases.ts';

describe('validateResourceQuota()', () => {
  judgeCases('core/resource-quota.yaml');
});
