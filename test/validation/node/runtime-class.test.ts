import { describe } from 'node:test';
import { judgeCases } from '../cases.ts';

describe('RuntimeClasses', () => {
  judgeCases('node/runtime-class.yaml');
});
