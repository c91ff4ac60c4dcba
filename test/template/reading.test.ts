import { describe } from 'node:test';
import { testRefusing } from '../builders/template.ts';

describe('names and expressions', () => {
  testRefusing('reading');
});
