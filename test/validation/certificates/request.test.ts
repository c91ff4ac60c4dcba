import { describe } from 'node:test';
import { judgeCases } from '../cases.ts';

describe('validateSigningRequest()', () => {
  judgeCases('certificates/request.yaml');
});
