import { describe } from 'node:test';
import { judgeCases } from '../cases.ts';

describe('validatePersistentVolumeClaim()', () => {
  judgeCases('core/persistent-volume-claim.yaml');
});
