// What the API server refuses about a Role or ClusterRole: rules that name nothing, or two things at once.
// Source: pkg/apis/rbac/validation of Kubernetes. Whether the author may grant the rules only the cluster knows.
import type { JsonObject } from '../../kube/object.ts';
import { reportForbidden, reportRequired } from '../checks.ts';
import { validateLabelSelector } from '../selectors.ts';
import { type FieldErrors, type KindValidator, report } from '../subject.ts';
import { listOf, memberOf, objectOf, objectsOf } from '../values.ts';

/** What the API server refuses about a rbac.authorization.k8s.io/v1 Role. */
export const validateRole: KindValidator = ({ object }, out) => {
  validateRules(out, object, true);
};

/** What the API server refuses about a rbac.authorization.k8s.io/v1 ClusterRole. */
export const validateClusterRole: KindValidator = ({ object }, out) => {
  validateRules(out, object, false);
  const aggregation = objectOf(object, 'aggregationRule');
  if (!aggregation) return;
  const at = '/aggregationRule/clusterRoleSelectors';
  const selectors = objectsOf(aggregation, 'clusterRoleSelectors');
  if (selectors.length === 0) reportRequired(out, at, 'clusterRoleSelectors');
  for (const [index, selector] of selectors.entries()) validateLabelSelector(out, selector, `${at}/${index}`);
};

function validateRules(out: FieldErrors, object: JsonObject, namespaced: boolean): void {
  for (const [index, rule] of objectsOf(object, 'rules').entries())
    validateRule(out, rule, `/rules/${index}`, namespaced);
}

function validateRule(out: FieldErrors, rule: JsonObject, at: string, namespaced: boolean): void {
  const given = (field: string): boolean => listOf(rule, field).length > 0;
  if (!given('verbs')) reportRequired(out, `${at}/verbs`, 'verbs');
  if (given('nonResourceURLs')) {
    if (namespaced) reportForbidden(out, `${at}/nonResourceURLs`, 'nonResourceURLs', 'in a Role; use a ClusterRole');
    if (given('apiGroups') || given('resources') || given('resourceNames')) {
      const message = 'nonResourceURLs must be in a rule of their own, without apiGroups, resources and resourceNames';
      report(out, 'invalid', `${at}/nonResourceURLs`, message);
    }
    return;
  }
  if (!given('apiGroups')) {
    // An empty text is the core group; forgetting it is the usual mistake.
    const why = memberOf(rule, 'resources') === undefined ? '' : 'the core group is the empty text';
    reportRequired(out, `${at}/apiGroups`, 'apiGroups', why);
  }
  if (!given('resources')) reportRequired(out, `${at}/resources`, 'resources');
}
