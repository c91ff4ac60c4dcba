import { describe } from 'node:test';
import { judgeCases } from '../cases.ts';

describe('roles', () => {
  judgeCases('rbac/role.yaml');
  judgeCases('rbac/cluster-role.yaml');
});
