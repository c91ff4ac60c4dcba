import { describe } from 'node:test';
import { judgeCases } from '../cases.ts';

describe('validateStatefulSet()', () => {
  judgeCases('apps/stateful-set.yaml');
});
