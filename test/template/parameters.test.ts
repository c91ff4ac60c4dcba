import { describe } from 'node:test';
import { testRefusing } from '../builders/template.ts';

describe('the schema of parameters', () => {
  testRefusing('parameters');
});
