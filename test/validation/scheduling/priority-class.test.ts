import { describe } from 'node:test';
import { judgeCases } from '../cases.ts';

describe('validatePriorityClass()', () => {
  judgeCases('scheduling/priority-class.yaml');
});
