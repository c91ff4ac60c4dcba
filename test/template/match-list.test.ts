import { describe } from 'node:test';
import { testSolving } from '../builders/template.ts';

describe('keyed lists', () => {
  testSolving('match-list');
});
