import { describe } from 'node:test';
import { judgeCases } from '../cases.ts';

describe('validateReplicationController()', () => {
  judgeCases('core/replication-controller.yaml');
});
