// Label selectors: what the server refuses about them, and what they select. Source: k8s.io/apimachinery
// pkg/apis/meta/v1/validation and LabelSelectorAsSelector of pkg/apis/meta/v1.
import { joinPointer } from '../change/pointer.ts';
import type { JsonObject } from '../kube/object.ts';
import { quoted } from '../kube/quoted.ts';
import { checkText, listed, reportForbidden, reportRequired } from './checks.ts';
import { labelValue, qualifiedName } from './names.ts';
import { type FieldErrors, report } from './subject.ts';
import { isSame, memberOf, objectsOf, textEntriesOf, textOf, textsOf } from './values.ts';

const WITH_VALUES: readonly string[] = ['In', 'NotIn'];
const WITHOUT_VALUES: readonly string[] = ['Exists', 'DoesNotExist'];

/** Checks keys and values of labels: of metadata, of a selector's `matchLabels`. */
export function validateLabels(out: FieldErrors, owner: JsonObject, field: string, pointer: string): void {
  for (const [key, value] of textEntriesOf(owner, field)) {
    const keyFault = qualifiedName(key);
    const valueFault = labelValue(value);
    if (keyFault === undefined && valueFault === undefined) continue;
    const at = joinPointer(pointer, field, key);
    if (keyFault !== undefined) report(out, 'invalid', at, `label key ${quoted(key)} ${keyFault}`);
    if (valueFault !== undefined) {
      report(out, 'invalid', at, `value ${quoted(value)} of label ${quoted(key)} ${valueFault}`);
    }
  }
}

/** What the server takes of a selector beside its own rules: old objects may hold values that new ones must not. */
export interface SelectorLeave {
  /** Values of expressions need not be label values. */
  readonly anyValue?: boolean;
}

/** Checks a LabelSelector; an absent one is for the caller. */
export function validateLabelSelector(
  out: FieldErrors,
  selector: JsonObject | undefined,
  pointer: string,
  leave: SelectorLeave = {},
): void {
  if (!selector) return;
  validateLabels(out, selector, 'matchLabels', pointer);
  for (const [index, requirement] of objectsOf(selector, 'matchExpressions').entries()) {
    validateRequirement(out, requirement, `${pointer}/matchExpressions/${index}`, leave);
  }
}

function validateRequirement(out: FieldErrors, requirement: JsonObject, pointer: string, leave: SelectorLeave): void {
  const operator = textOf(requirement, 'operator');
  const values = textsOf(requirement, 'values');
  if (WITH_VALUES.includes(operator)) {
    if (values.length === 0)
      reportRequired(out, `${pointer}/values`, 'values', `operator ${quoted(operator)} takes some`);
  } else if (!WITHOUT_VALUES.includes(operator)) {
    const allowed = listed([...WITH_VALUES, ...WITHOUT_VALUES]);
    report(out, 'invalid', `${pointer}/operator`, `operator ${quoted(operator)} must be ${allowed}`);
  } else if (values.length > 0) {
    reportForbidden(out, `${pointer}/values`, 'values', `with operator ${quoted(operator)}`);
  }
  checkText(out, `${pointer}/key`, 'key', textOf(requirement, 'key'), qualifiedName);
  if (leave.anyValue) return;
  for (const [index, value] of values.entries()) {
    checkText(out, `${pointer}/values/${index}`, 'label value', value, labelValue);
  }
}

/** True where the selector has neither labels nor expressions: it selects everything. */
export function isEmptySelector(selector: JsonObject): boolean {
  return textEntriesOf(selector, 'matchLabels').length === 0 && objectsOf(selector, 'matchExpressions').length === 0;
}

/** Whether a selector selects an object with these labels; an absent one selects nothing, undefined for a faulty one. */
export function selectorMatches(selector: JsonObject | undefined, labels: JsonObject): boolean | undefined {
  if (!selector) return false;
  const faults: FieldErrors = [];
  validateLabelSelector(faults, selector, '');
  if (faults.length > 0) return undefined;
  for (const [key, value] of textEntriesOf(selector, 'matchLabels')) if (memberOf(labels, key) !== value) return false;
  return objectsOf(selector, 'matchExpressions').every((requirement) => {
    const value = memberOf(labels, textOf(requirement, 'key'));
    const operator = textOf(requirement, 'operator');
    if (operator === 'Exists') return value !== undefined;
    if (operator === 'DoesNotExist') return value === undefined;
    const within = typeof value === 'string' && textsOf(requirement, 'values').includes(value);
    return within === (operator === 'In');
  });
}

/** Whether a map of labels, as older kinds select by, selects an object; one without labels selects nothing. */
export function labelsMatch(wanted: JsonObject | undefined, labels: JsonObject): boolean {
  const keys = Object.keys(wanted ?? {});
  return keys.length > 0 && keys.every((key) => isSame(memberOf(wanted ?? {}, key), memberOf(labels, key)));
}
