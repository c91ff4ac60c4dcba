import { describe } from 'node:test';
import { judgeCases } from '../cases.ts';

describe('validatePersistentSources()', () => {
  judgeCases('core/persistent-volume-sources.yaml');
});
