import { describe } from 'node:test';
import { judgeCases } from '../cases.ts';

describe('validateEndpoints()', () => {
  judgeCases('core/endpoints.yaml');
});
