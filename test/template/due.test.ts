import { describe } from 'node:test';
import { testSolving } from '../builders/template.ts';

describe('blocks under a condition', () => {
  testSolving('due');
});
