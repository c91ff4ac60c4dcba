import { describe } from 'node:test';
import { judgeCases } from '../cases.ts';

describe('validatePersistentVolume()', () => {
  judgeCases('core/persistent-volume.yaml');
});
