import { describe } from 'node:test';
import { judgeCases } from '../cases.ts';

describe('specOnUpdate()', () => {
  judgeCases('core/service-update.yaml');
});
