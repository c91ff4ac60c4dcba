// When containers are started again, and what a change of their resources does to them. Source: validateContainerRestartPolicy,
// validateInitContainerRestartPolicy and validateResizePolicy of pkg/apis/core/validation.
import type { JsonObject } from '../../kube/object.ts';
import { checkOneOf, reportDuplicate, reportForbidden, reportRequired } from '../checks.ts';
import { type FieldErrors, report } from '../subject.ts';
import { has, listOf, objectOf, objectsOf, textOf } from '../values.ts';
import { type PodContext, SINCE } from './context.ts';

const MOST_RULES = 20;
const MOST_EXIT_CODES = 255;

/** Checks restartPolicy and restartPolicyRules of a container; before their release they are dropped, but for sidecars. */
export function validateRestarts(
  out: FieldErrors,
  container: JsonObject,
  pointer: string,
  isInit: boolean,
  { minor }: PodContext,
): void {
  if (minor < SINCE.restartRules) {
    // 1.34 drops what it has a closed gate for, 1.33 knows only sidecars
    if (minor >= 34 || !has(container, 'restartPolicy')) return;
    if (isInit) checkOneOf(out, container, pointer, 'restartPolicy', ['Always']);
    else reportForbidden(out, `${pointer}/restartPolicy`, 'restartPolicy', 'outside of init containers');
    return;
  }
  const rules = objectsOf(container, 'restartPolicyRules');
  if (!has(container, 'restartPolicy')) {
    if (rules.length > 0)
      reportRequired(out, `${pointer}/restartPolicy`, 'restartPolicy', 'restartPolicyRules need it');
    if (isInit) return;
  } else if (isInit && textOf(container, 'restartPolicy') === 'Always') {
    if (rules.length > 0) {
      const where = 'in an init container that is always restarted';
      reportForbidden(out, `${pointer}/restartPolicyRules`, 'restartPolicyRules', where);
    }
    return;
  } else checkOneOf(out, container, pointer, 'restartPolicy', ['Always', 'Never', 'OnFailure']);
  validateRules(out, rules, `${pointer}/restartPolicyRules`);
}

function validateRules(out: FieldErrors, rules: readonly JsonObject[], pointer: string): void {
  if (rules.length > MOST_RULES) {
    report(
      out,
      'too-long',
      pointer,
      `restartPolicyRules has ${rules.length} rules, and must have no more than ${MOST_RULES}`,
    );
  }
  for (const [index, rule] of rules.entries()) {
    const at = `${pointer}/${index}`;
    checkOneOf(out, rule, at, 'action', ['Restart']);
    const exitCodes = objectOf(rule, 'exitCodes');
    if (!exitCodes) {
      reportRequired(out, `${at}/exitCodes`, 'exitCodes');
      continue;
    }
    checkOneOf(out, exitCodes, `${at}/exitCodes`, 'operator', ['In', 'NotIn']);
    const count = listOf(exitCodes, 'values').length;
    if (count <= MOST_EXIT_CODES) continue;
    report(
      out,
      'too-long',
      `${at}/exitCodes/values`,
      `values has ${count} codes, and must have no more than ${MOST_EXIT_CODES}`,
    );
  }
}

/** Checks resizePolicy of a container. */
export function validateResizePolicy(
  out: FieldErrors,
  container: JsonObject,
  pointer: string,
  podPolicy: string,
): void {
  const seen = new Set<string>();
  for (const [index, policy] of objectsOf(container, 'resizePolicy').entries()) {
    const at = `${pointer}/resizePolicy/${index}`;
    const resource = textOf(policy, 'resourceName');
    if (seen.has(resource)) reportDuplicate(out, `${at}/resourceName`, 'resourceName', resource);
    seen.add(resource);
    checkOneOf(out, policy, at, 'resourceName', ['cpu', 'memory']);
    checkOneOf(out, policy, at, 'restartPolicy', ['NotRequired', 'RestartContainer']);
    if (podPolicy === 'Never' && textOf(policy, 'restartPolicy') !== 'NotRequired') {
      const message = 'restartPolicy must be `NotRequired` in a pod that is never restarted';
      report(out, 'invalid', `${at}/restartPolicy`, message);
    }
  }
}
