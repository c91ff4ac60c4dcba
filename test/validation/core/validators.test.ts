import { describe } from 'node:test';
import { judgeCases } from '../cases.ts';

describe('kinds of the core group without a file of their own', () => {
  judgeCases('core/binding.yaml');
});
