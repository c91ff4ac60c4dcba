// What the API server refuses about a RoleBinding or ClusterRoleBinding: the role, which never changes, and the subjects.
// Source: pkg/apis/rbac/validation of Kubernetes.
import type { JsonObject } from '../../kube/object.ts';
import { quoted } from '../../kube/quoted.ts';
import { checkGiven, checkName, checkOneOf, checkText, reportRequired } from '../checks.ts';
import { dnsSubdomain, pathSegment } from '../names.ts';
import { type FieldErrors, type KindValidator, report } from '../subject.ts';
import { isSame, memberOf, objectsOf, structOf, textOf } from '../values.ts';

const GROUP = 'rbac.authorization.k8s.io';
const SUBJECTS: readonly string[] = ['ServiceAccount', 'User', 'Group'];

/** What the API server refuses about a rbac.authorization.k8s.io/v1 RoleBinding. */
export const validateRoleBinding: KindValidator = ({ object, old }, out) => {
  validateBinding(out, object, old, ['Role', 'ClusterRole']);
};

/** What the API server refuses about a rbac.authorization.k8s.io/v1 ClusterRoleBinding. */
export const validateClusterRoleBinding: KindValidator = ({ object, old }, out) => {
  validateBinding(out, object, old, ['ClusterRole']);
};

function validateBinding(
  out: FieldErrors,
  object: JsonObject,
  old: JsonObject | undefined,
  roles: readonly string[],
): void {
  const role = structOf(object, 'roleRef');
  checkGroup(out, role, '/roleRef', GROUP);
  checkOneOf(out, role, '/roleRef', 'kind', roles);
  checkName(out, role, '/roleRef', 'name', pathSegment);
  const inNamespace = roles.includes('Role');
  for (const [index, subject] of objectsOf(object, 'subjects').entries()) {
    validateSubject(out, subject, `/subjects/${index}`, inNamespace);
  }
  if (!old || isSame(memberOf(object, 'roleRef'), memberOf(old, 'roleRef'))) return;
  report(out, 'immutable', '/roleRef', 'roleRef must not change; delete the binding and create it anew');
}

function validateSubject(out: FieldErrors, subject: JsonObject, at: string, inNamespace: boolean): void {
  const named = checkGiven(out, subject, at, 'name');
  if (!checkOneOf(out, subject, at, 'kind', SUBJECTS)) return;
  if (textOf(subject, 'kind') !== 'ServiceAccount') {
    checkGroup(out, subject, at, GROUP);
    return;
  }
  if (named) checkText(out, `${at}/name`, 'name', textOf(subject, 'name'), dnsSubdomain);
  checkGroup(out, subject, at, '');
  if (!inNamespace && textOf(subject, 'namespace') === '') {
    reportRequired(out, `${at}/namespace`, 'namespace', 'a ServiceAccount lives in one');
  }
}

function checkGroup(out: FieldErrors, reference: JsonObject, at: string, group: string): void {
  const given = textOf(reference, 'apiGroup');
  if (given === group) return;
  const needed = group === '' ? 'must be left out for a ServiceAccount' : `must be ${quoted(group)}`;
  report(out, 'not-supported', `${at}/apiGroup`, `apiGroup ${quoted(given)} ${needed}`);
}
