import { describe } from 'node:test';
import { judgeCases } from '../cases.ts';

describe('policies of the API server', () => {
  judgeCases('admissionregistration/policy.yaml');
  judgeCases('admissionregistration/policy-binding.yaml');
});
