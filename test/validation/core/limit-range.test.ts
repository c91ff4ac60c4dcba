import { describe } from 'node:test';
import { judgeCases } from '../cases.ts';

describe('validateLimitRange()', () => {
  judgeCases('core/limit-range.yaml');
});
