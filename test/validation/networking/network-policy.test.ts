import { describe } from 'node:test';
import { judgeCases } from '../cases.ts';

describe('validateNetworkPolicy()', () => {
  judgeCases('networking/network-policy.yaml');
});
