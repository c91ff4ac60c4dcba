import { describe } from 'node:test';
import { testRefusing } from '../builders/template.ts';

describe('conditions', () => {
  testRefusing('condition');
});
