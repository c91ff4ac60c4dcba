import { describe } from 'node:test';
import { testRefusing } from '../builders/template.ts';

describe('reading alternatives', () => {
  testRefusing('read-choice');
});
