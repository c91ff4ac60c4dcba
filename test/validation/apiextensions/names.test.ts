import { describe } from 'node:test';
import { judgeCases } from '../cases.ts';

describe('names of definitions', () => {
  judgeCases('apiextensions/names.yaml');
});
