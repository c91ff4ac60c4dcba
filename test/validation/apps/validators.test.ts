import { describe } from 'node:test';
import { judgeCases } from '../cases.ts';

describe('the kinds of apps/v1', () => {
  judgeCases('apps/deployment.yaml');
  judgeCases('apps/replica-set.yaml');
  judgeCases('apps/daemon-set.yaml');
  judgeCases('apps/controller-revision.yaml');
});
