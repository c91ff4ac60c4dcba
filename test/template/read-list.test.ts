import { describe } from 'node:test';
import { testRefusing } from '../builders/template.ts';

describe('reading lists', () => {
  testRefusing('read-list');
});
