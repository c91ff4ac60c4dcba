import { describe } from 'node:test';
import { testSolving } from '../builders/template.ts';

describe('items of lists', () => {
  testSolving('list-items');
});
