import { describe } from 'node:test';
import { judgeCases } from '../cases.ts';

describe('EndpointSlices', () => {
  judgeCases('discovery/endpoint-slice.yaml');
});
