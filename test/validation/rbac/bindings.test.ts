import { describe } from 'node:test';
import { judgeCases } from '../cases.ts';

describe('bindings of roles', () => {
  judgeCases('rbac/role-binding.yaml');
  judgeCases('rbac/cluster-role-binding.yaml');
});
