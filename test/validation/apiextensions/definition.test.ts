import { describe } from 'node:test';
import { judgeCases } from '../cases.ts';

describe('validateDefinition()', () => {
  judgeCases('apiextensions/definition.yaml');
});
