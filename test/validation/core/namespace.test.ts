import { describe } from 'node:test';
import { judgeCases } from '../cases.ts';

describe('validateNamespace()', () => {
  judgeCases('core/namespace.yaml');
});
