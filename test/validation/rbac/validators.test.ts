import assert from 'node:assert/strict';
import { it } from 'node:test';
import { RBAC } from '../../../src/validation/rbac/validators.ts';

it('validates every kind of the group that the API server has rules for', () => {
  assert.deepEqual(Object.keys(RBAC), [
    'rbac.authorization.k8s.io/v1 ClusterRole',
    'rbac.authorization.k8s.io/v1 ClusterRoleBinding',
    'rbac.authorization.k8s.io/v1 Role',
    'rbac.authorization.k8s.io/v1 RoleBinding',
  ]);
});
