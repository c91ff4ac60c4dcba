import { describe } from 'node:test';
import { judgeCases } from '../cases.ts';

describe('validateEndpointSlice()', () => {
  judgeCases('discovery/endpoint-slice.yaml');
});
