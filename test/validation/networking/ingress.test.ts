import { describe } from 'node:test';
import { judgeCases } from '../cases.ts';

describe('validateIngress()', () => {
  judgeCases('networking/ingress.yaml');
});
