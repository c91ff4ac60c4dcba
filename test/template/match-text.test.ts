import { describe } from 'node:test';
import { testSolving } from '../builders/template.ts';

describe('texts with holes', () => {
  testSolving('match-text');
});
