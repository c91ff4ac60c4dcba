// PodDisruptionBudgets as the API server validates them. Source: pkg/apis/policy/validation.
import { checkOneOf } from '../checks.ts';
import { validateLabelSelector } from '../selectors.ts';
import { checkShare } from '../shares.ts';
import { type FieldErrors, type KindValidator, report, type Subject } from '../subject.ts';
import { has, objectOf, structOf } from '../values.ts';

/** Validators of `policy/v1`. */
export const POLICY: Readonly<Record<string, KindValidator>> = {
  'policy/v1 PodDisruptionBudget': validatePodDisruptionBudget,
};

function validatePodDisruptionBudget({ object }: Subject, out: FieldErrors): void {
  const spec = structOf(object, 'spec');
  if (has(spec, 'minAvailable') && has(spec, 'maxUnavailable')) {
    report(out, 'invalid', '/spec', 'minAvailable and maxUnavailable must not be given both');
  }
  checkShare(out, spec, '/spec', 'minAvailable');
  checkShare(out, spec, '/spec', 'maxUnavailable');
  validateLabelSelector(out, objectOf(spec, 'selector'), '/spec/selector');
  if (has(spec, 'unhealthyPodEvictionPolicy')) {
    checkOneOf(out, spec, '/spec', 'unhealthyPodEvictionPolicy', ['IfHealthyBudget', 'AlwaysAllow']);
  }
}
