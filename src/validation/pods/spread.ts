// `topologySpreadConstraints` of pods. Source: validateTopologySpreadConstraints of pkg/apis/core/validation.
import type { JsonObject } from '../../kube/object.ts';
import { quoted } from '../../kube/quoted.ts';
import { checkGiven, checkOneOf, checkText, reportForbidden } from '../checks.ts';
import { qualifiedName } from '../names.ts';
import { validateLabelSelector } from '../selectors.ts';
import { type FieldErrors, report } from '../subject.ts';
import { has, numberOf, objectOf, objectsOf, textEntriesOf, textOf, textsOf } from '../values.ts';
import { validateMatchedKeys } from './affinity.ts';
import { type PodContext, SINCE } from './context.ts';

/** Checks how a pod spreads over zones or nodes. */
export function validateSpread(out: FieldErrors, spec: JsonObject, pointer: string, context: PodContext): void {
  const seen = new Set<string>();
  for (const [index, constraint] of objectsOf(spec, 'topologySpreadConstraints').entries()) {
    const at = `${pointer}/topologySpreadConstraints/${index}`;
    const action = textOf(constraint, 'whenUnsatisfiable');
    checkPositive(out, numberOf(constraint, 'maxSkew') ?? 0, at, 'maxSkew');
    checkGiven(out, constraint, at, 'topologyKey');
    checkOneOf(out, constraint, at, 'whenUnsatisfiable', ['DoNotSchedule', 'ScheduleAnyway']);
    const key = `${textOf(constraint, 'topologyKey')} ${action}`;
    if (seen.has(key))
      report(out, 'duplicate', at, 'topologyKey and whenUnsatisfiable are those of another constraint');
    seen.add(key);
    const domains = numberOf(constraint, 'minDomains');
    if (domains !== undefined) {
      checkPositive(out, domains, at, 'minDomains');
      if (action !== 'DoNotSchedule') {
        report(out, 'invalid', `${at}/minDomains`, 'minDomains is allowed only with whenUnsatisfiable `DoNotSchedule`');
      }
    }
    for (const field of ['nodeAffinityPolicy', 'nodeTaintsPolicy']) {
      if (has(constraint, field)) checkOneOf(out, constraint, at, field, ['Ignore', 'Honor']);
    }
    if (context.minor >= SINCE.spreadSelectorMerge) validateMatchedKeys(out, constraint, at);
    else validateUnmergedKeys(out, constraint, at);
    validateLabelSelector(out, objectOf(constraint, 'labelSelector'), `${at}/labelSelector`);
  }
}

function checkPositive(out: FieldErrors, number: number, pointer: string, field: string): void {
  if (number <= 0) report(out, 'invalid', `${pointer}/${field}`, `${field} is ${number}, and must be more than 0`);
}

/** Until 1.33 the keys were kept beside the selector, which must name none of them. */
function validateUnmergedKeys(out: FieldErrors, constraint: JsonObject, pointer: string): void {
  const keys = textsOf(constraint, 'matchLabelKeys');
  const selector = objectOf(constraint, 'labelSelector');
  if (keys.length === 0) return;
  if (!selector) return reportForbidden(out, `${pointer}/matchLabelKeys`, 'matchLabelKeys', 'without labelSelector');
  const named = new Set([
    ...textEntriesOf(selector, 'matchLabels').map(([key]) => key),
    ...objectsOf(selector, 'matchExpressions').map((requirement) => textOf(requirement, 'key')),
  ]);
  for (const [index, key] of keys.entries()) {
    const at = `${pointer}/matchLabelKeys/${index}`;
    checkText(out, at, 'key', key, qualifiedName);
    if (named.has(key)) report(out, 'invalid', at, `key ${quoted(key)} is in labelSelector already`);
  }
}
