import { describe } from 'node:test';
import { testSolving } from '../builders/template.ts';

describe('places compared', () => {
  testSolving('match');
});
