// `tolerations` and `schedulingGates` of pods, new ones and those that an update may leave. Source: ValidateTolerations,
// validateOnlyAddedTolerations and validateOnlyDeletedSchedulingGates of pkg/apis/core/validation.
import type { JsonObject } from '../../kube/object.ts';
import { quoted } from '../../kube/quoted.ts';
import { checkOneOf, checkText, listed, reportDuplicate } from '../checks.ts';
import { labelValue, qualifiedName } from '../names.ts';
import { type FieldErrors, report } from '../subject.ts';
import { has, objectsOf, textOf } from '../values.ts';

/** Effects of taints. */
export const TAINT_EFFECTS: readonly string[] = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'];

/** Checks tolerations. */
export function validateTolerations(out: FieldErrors, tolerations: readonly JsonObject[], pointer: string): void {
  for (const [index, toleration] of tolerations.entries()) {
    const at = `${pointer}/${index}`;
    const key = textOf(toleration, 'key');
    const operator = textOf(toleration, 'operator');
    const value = textOf(toleration, 'value');
    if (key !== '') checkText(out, `${at}/key`, 'key', key, qualifiedName);
    else if (operator !== 'Exists') report(out, 'invalid', `${at}/operator`, 'operator must be `Exists` without a key');
    if (has(toleration, 'tolerationSeconds') && textOf(toleration, 'effect') !== 'NoExecute') {
      report(out, 'invalid', `${at}/effect`, 'effect must be `NoExecute` with tolerationSeconds');
    }
    if (operator === '' || operator === 'Equal') checkText(out, `${at}/value`, 'value', value, labelValue);
    else if (operator === 'Exists') {
      if (value !== '') report(out, 'invalid', `${at}/value`, 'value must be empty with operator `Exists`');
    } else {
      const allowed = listed(['Equal', 'Exists']);
      report(out, 'not-supported', `${at}/operator`, `operator ${quoted(operator)} must be ${allowed}`);
    }
    checkOneOf(out, toleration, at, 'effect', TAINT_EFFECTS, 'optional');
  }
}

/** Taints for which the server gives every Pod a toleration (admission plugin DefaultTolerationSeconds). */
const TOLERATED_BY_DEFAULT: readonly string[] = ['node.kubernetes.io/not-ready', 'node.kubernetes.io/unreachable'];

/** An update keeps every toleration, but for its seconds; what the server would put back is no loss. */
export function checkTolerationsKept(out: FieldErrors, spec: JsonObject, old: JsonObject, pointer: string): void {
  const given = objectsOf(spec, 'tolerations');
  const byDefault = TOLERATED_BY_DEFAULT.filter((taint) => !given.some((one) => toleratesEviction(one, taint)));
  const kept = new Set([
    ...given.map(identityOf),
    ...byDefault.map((key) => identityOf({ key, operator: 'Exists', effect: 'NoExecute' })),
  ]);
  if (objectsOf(old, 'tolerations').every((toleration) => kept.has(identityOf(toleration)))) return;
  const message = 'tolerations of a Pod may be added, and change only in their tolerationSeconds';
  report(out, 'forbidden', `${pointer}/tolerations`, message);
}

function toleratesEviction(toleration: JsonObject, taint: string): boolean {
  return ['', taint].includes(textOf(toleration, 'key')) && ['', 'NoExecute'].includes(textOf(toleration, 'effect'));
}

/** All of a toleration but its seconds. */
function identityOf(toleration: JsonObject): string {
  return JSON.stringify(['key', 'operator', 'value', 'effect'].map((field) => textOf(toleration, field)));
}

/** Checks scheduling gates. */
export function validateSchedulingGates(out: FieldErrors, spec: JsonObject, pointer: string): void {
  const seen = new Set<string>();
  for (const [index, gate] of objectsOf(spec, 'schedulingGates').entries()) {
    const at = `${pointer}/schedulingGates/${index}/name`;
    const name = textOf(gate, 'name');
    checkText(out, at, 'name', name, qualifiedName);
    if (seen.has(name)) reportDuplicate(out, at, 'name', name);
    seen.add(name);
  }
}

/** An update takes scheduling gates away, and adds none. */
export function checkGatesRemoved(out: FieldErrors, spec: JsonObject, old: JsonObject, pointer: string): void {
  const known = new Set(objectsOf(old, 'schedulingGates').map((gate) => textOf(gate, 'name')));
  for (const [index, gate] of objectsOf(spec, 'schedulingGates').entries()) {
    const name = textOf(gate, 'name');
    if (known.has(name)) continue;
    const message = `scheduling gate ${quoted(name)} is new, and a Pod that exists takes no new ones`;
    report(out, 'forbidden', `${pointer}/schedulingGates/${index}/name`, message);
  }
}
