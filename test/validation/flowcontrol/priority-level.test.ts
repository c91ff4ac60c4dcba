import { describe } from 'node:test';
import { judgeCases } from '../cases.ts';

describe('validatePriorityLevel()', () => {
  judgeCases('flowcontrol/priority-level.yaml');
});
