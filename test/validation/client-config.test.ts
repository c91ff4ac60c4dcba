import { describe } from 'node:test';
import { judgeCases } from './cases.ts';

describe('validateClientConfig()', () => {
  judgeCases('client-config.yaml');
});
