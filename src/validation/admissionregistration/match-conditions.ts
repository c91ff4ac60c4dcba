// Conditions under which a webhook or policy is called. Source: pkg/apis/admissionregistration/validation of Kubernetes.

import type { JsonObject } from '../../kube/object.ts';
import { checkText, reportDuplicate, reportRequired } from '../checks.ts';
import { checkExpression, type ExpressionPlace } from '../expressions.ts';
import { qualifiedName } from '../names.ts';
import { type FieldErrors, report } from '../subject.ts';
import { objectsOf, textOf } from '../values.ts';

const MOST = 64;

/** What expressions of webhooks and policies are told of a request. */
export const REQUEST_VARIABLES: readonly string[] = ['object', 'oldObject', 'request', 'namespaceObject', 'authorizer'];

/** Checks `matchConditions` of a webhook or of the `spec` of a policy. */
export function validateMatchConditions(
  out: FieldErrors,
  owner: JsonObject,
  pointer: string,
  more: readonly string[] = [],
): void {
  const conditions = objectsOf(owner, 'matchConditions');
  const at = `${pointer}/matchConditions`;
  if (conditions.length > MOST) {
    report(out, 'too-many', at, `matchConditions has ${conditions.length} items, and must have no more than ${MOST}`);
  }
  const terms: ExpressionPlace = { variables: [...REQUEST_VARIABLES, ...more], results: ['bool'] };
  const names = new Set<string>();
  for (const [index, condition] of conditions.entries()) {
    const place = `${at}/${index}`;
    const expression = textOf(condition, 'expression').trim();
    if (expression === '') reportRequired(out, `${place}/expression`, 'expression');
    else checkExpression(out, `${place}/expression`, 'expression', expression, terms);
    const name = textOf(condition, 'name');
    if (name === '') reportRequired(out, `${place}/name`, 'name');
    else checkText(out, `${place}/name`, 'name', name, qualifiedName);
    if (name !== '' && names.has(name)) reportDuplicate(out, `${place}/name`, 'name', name);
    names.add(name);
  }
}
