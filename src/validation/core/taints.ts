// Taints of nodes. Source: pkg/apis/core/validation of Kubernetes, validateNodeTaints.
import type { JsonObject } from '../../kube/object.ts';
import { checkOneOf, checkText, reportDuplicate } from '../checks.ts';
import { labelValue, qualifiedName } from '../names.ts';
import { TAINT_EFFECTS } from '../pods/tolerations.ts';
import type { FieldErrors } from '../subject.ts';
import { textOf } from '../values.ts';

/** Checks a list of taints; none may have key and effect of another one. */
export function validateTaints(out: FieldErrors, taints: readonly JsonObject[], pointer: string): void {
  const seen = new Set<string>();
  for (const [index, taint] of taints.entries()) {
    const at = `${pointer}/${index}`;
    const key = textOf(taint, 'key');
    checkText(out, `${at}/key`, 'key', key, qualifiedName);
    checkText(out, `${at}/value`, 'value', textOf(taint, 'value'), labelValue);
    checkOneOf(out, taint, at, 'effect', TAINT_EFFECTS);
    const both = `${key}:${textOf(taint, 'effect')}`;
    if (seen.has(both)) reportDuplicate(out, at, 'taint', both);
    seen.add(both);
  }
}
