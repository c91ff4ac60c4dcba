import { describe } from 'node:test';
import { testSolving } from '../builders/template.ts';

describe('lists by position', () => {
  testSolving('match-items');
});
