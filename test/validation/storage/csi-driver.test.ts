import { describe } from 'node:test';
import { judgeCases } from '../cases.ts';

describe('validateCsiDriver()', () => {
  judgeCases('storage/csi-driver.yaml');
});
