import { describe } from 'node:test';
import { testSolving } from '../builders/template.ts';

describe('the parameters that were found', () => {
  testSolving('judge-parameters');
});
