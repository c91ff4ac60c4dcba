import { describe } from 'node:test';
import { testSolving } from '../builders/template.ts';

describe('what is around an object', () => {
  testSolving('context');
});
