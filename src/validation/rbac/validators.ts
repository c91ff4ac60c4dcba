// Validators of rbac.authorization.k8s.io.
import type { KindValidator } from '../subject.ts';
import { validateClusterRoleBinding, validateRoleBinding } from './bindings.ts';
import { validateClusterRole, validateRole } from './roles.ts';

/** Kinds of rbac.authorization.k8s.io to their validators. */
export const RBAC: Readonly<Record<string, KindValidator>> = {
  'rbac.authorization.k8s.io/v1 ClusterRole': validateClusterRole,
  'rbac.authorization.k8s.io/v1 ClusterRoleBinding': validateClusterRoleBinding,
  'rbac.authorization.k8s.io/v1 Role': validateRole,
  'rbac.authorization.k8s.io/v1 RoleBinding': validateRoleBinding,
};
