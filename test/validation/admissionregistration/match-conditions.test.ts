import { describe } from 'node:test';
import { judgeCases } from '../cases.ts';

describe('validateMatchConditions()', () => {
  judgeCases('admissionregistration/match-conditions.yaml');
});
