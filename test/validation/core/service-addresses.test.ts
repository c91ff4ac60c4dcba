import { describe } from 'node:test';
import { judgeCases } from '../cases.ts';

describe('addresses of Services', () => {
  judgeCases('core/service-addresses.yaml');
});
