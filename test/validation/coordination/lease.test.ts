import { describe } from 'node:test';
import { judgeCases } from '../cases.ts';

describe('Leases', () => {
  judgeCases('coordination/lease.yaml');
});
