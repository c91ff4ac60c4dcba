import { describe } from 'node:test';
import { judgeCases } from '../cases.ts';

describe('validateIngressClass()', () => {
  judgeCases('networking/ingress-class.yaml');
});
