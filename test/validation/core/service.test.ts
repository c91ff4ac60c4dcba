import { describe } from 'node:test';
import { judgeCases } from '../cases.ts';

describe('validateService()', () => {
  judgeCases('core/service.yaml');
});
