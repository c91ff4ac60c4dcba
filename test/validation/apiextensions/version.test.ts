import { describe } from 'node:test';
import { judgeCases } from '../cases.ts';

describe('validateVersion()', () => {
  judgeCases('apiextensions/version.yaml');
});
