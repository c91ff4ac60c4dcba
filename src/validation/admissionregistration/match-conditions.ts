// Conditions under which a webhook or policy is called. Source: pkg/apis/admissionregistration/validation of Kubernetes. Whether
// an expression compiles is not judged here.

import type { JsonObject } from '../../kube/object.ts';
import { checkText, reportDuplicate, reportRequired } from '../checks.ts';
import { qualifiedName } from '../names.ts';
import { type FieldErrors, report } from '../subject.ts';
import { objectsOf, textOf } from '../values.ts';

const MOST = 64;

/** Checks `matchConditions` of a webhook or of the `spec` of a policy. */
export function validateMatchConditions(out: FieldErrors, owner: JsonObject, pointer: string): void {
  const conditions = objectsOf(owner, 'matchConditions');
  const at = `${pointer}/matchConditions`;
  if (conditions.length > MOST) {
    report(out, 'too-many', at, `matchConditions has ${conditions.length} items, and must have no more than ${MOST}`);
  }
  const names = new Set<string>();
  for (const [index, condition] of conditions.entries()) {
    const place = `${at}/${index}`;
    if (textOf(condition, 'expression').trim() === '') reportRequired(out, `${place}/expression`, 'expression');
    const name = textOf(condition, 'name');
    if (name === '') reportRequired(out, `${place}/name`, 'name');
    else checkText(out, `${place}/name`, 'name', name, qualifiedName);
    if (name !== '' && names.has(name)) reportDuplicate(out, `${place}/name`, 'name', name);
    names.add(name);
  }
}
