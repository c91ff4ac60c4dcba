import { describe } from 'node:test';
import { testSolving } from '../builders/template.ts';

describe('alternatives', () => {
  testSolving('match-choice');
});
