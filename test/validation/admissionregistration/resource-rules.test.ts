import { describe } from 'node:test';
import { judgeCases } from '../cases.ts';

describe('validateRule()', () => {
  judgeCases('admissionregistration/resource-rules.yaml');
});
