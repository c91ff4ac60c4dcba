import { describe } from 'node:test';
import { judgeCases } from '../cases.ts';

describe('webhook configurations', () => {
  judgeCases('admissionregistration/webhooks.yaml');
  judgeCases('admissionregistration/mutating-webhooks.yaml');
});
