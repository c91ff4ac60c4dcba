// `affinity` of pods: to nodes and to other pods. Terms of node selectors serve PersistentVolumes as well. Source:
// validateAffinity and ValidateNodeSelector of pkg/apis/core/validation.
import type { JsonObject } from '../../kube/object.ts';
import { quoted } from '../../kube/quoted.ts';
import { checkRange, checkText, listed, reportForbidden, reportRequired } from '../checks.ts';
import { dnsLabel, dnsSubdomain, labelValue, qualifiedName } from '../names.ts';
import { validateLabelSelector } from '../selectors.ts';
import { type FieldErrors, report } from '../subject.ts';
import { has, objectOf, objectsOf, structOf, textEntriesOf, textOf, textsOf } from '../values.ts';

const REQUIRED = 'requiredDuringSchedulingIgnoredDuringExecution';
const PREFERRED = 'preferredDuringSchedulingIgnoredDuringExecution';

/** Checks `affinity` of a pod spec. */
export function validateAffinity(out: FieldErrors, spec: JsonObject, pointer: string): void {
  const affinity = objectOf(spec, 'affinity');
  if (!affinity) return;
  const nodes = objectOf(affinity, 'nodeAffinity');
  if (nodes) validateNodeAffinity(out, nodes, `${pointer}/affinity/nodeAffinity`);
  for (const field of ['podAffinity', 'podAntiAffinity']) {
    const pods = objectOf(affinity, field);
    if (pods) validatePodAffinity(out, pods, `${pointer}/affinity/${field}`);
  }
}

function validateNodeAffinity(out: FieldErrors, affinity: JsonObject, pointer: string): void {
  const required = objectOf(affinity, REQUIRED);
  if (required) validateNodeSelector(out, required, `${pointer}/${REQUIRED}`);
  for (const [index, term] of objectsOf(affinity, PREFERRED).entries()) {
    const at = `${pointer}/${PREFERRED}/${index}`;
    checkWeight(out, term, at);
    validateNodeTerm(out, structOf(term, 'preference'), `${at}/preference`, true);
  }
}

function checkWeight(out: FieldErrors, term: JsonObject, pointer: string): void {
  if (has(term, 'weight')) checkRange(out, term, pointer, 'weight', 1, 100);
  else reportRequired(out, `${pointer}/weight`, 'weight');
}

/** Checks a node selector: at least one term, and each by itself. */
export function validateNodeSelector(out: FieldErrors, selector: JsonObject, pointer: string): void {
  const terms = objectsOf(selector, 'nodeSelectorTerms');
  if (terms.length === 0) reportRequired(out, `${pointer}/nodeSelectorTerms`, 'nodeSelectorTerms');
  for (const [index, term] of terms.entries()) {
    validateNodeTerm(out, term, `${pointer}/nodeSelectorTerms/${index}`, false);
  }
}

/** Checks a term; where nodes are only preferred, values need not be label values. */
function validateNodeTerm(out: FieldErrors, term: JsonObject, pointer: string, anyValue: boolean): void {
  for (const [index, requirement] of objectsOf(term, 'matchExpressions').entries()) {
    validateNodeRequirement(out, requirement, `${pointer}/matchExpressions/${index}`, anyValue);
  }
  for (const [index, requirement] of objectsOf(term, 'matchFields').entries()) {
    validateNodeField(out, requirement, `${pointer}/matchFields/${index}`);
  }
}

const OPERATORS: readonly string[] = ['In', 'NotIn', 'Exists', 'DoesNotExist', 'Gt', 'Lt'];

function validateNodeRequirement(out: FieldErrors, requirement: JsonObject, pointer: string, anyValue: boolean): void {
  const operator = textOf(requirement, 'operator');
  const values = textsOf(requirement, 'values');
  const at = `${pointer}/values`;
  if (!OPERATORS.includes(operator)) reportOperator(out, pointer, operator, OPERATORS);
  else if (operator.endsWith('In')) {
    if (values.length === 0) reportRequired(out, at, 'values', `operator ${quoted(operator)} takes some`);
  } else if (operator.endsWith('t') && operator.length === 2) {
    if (values.length !== 1) reportRequired(out, at, 'values', `operator ${quoted(operator)} takes a single one`);
  } else if (values.length > 0) reportForbidden(out, at, 'values', `with operator ${quoted(operator)}`);
  checkText(out, `${pointer}/key`, 'key', textOf(requirement, 'key'), qualifiedName);
  if (anyValue) return;
  for (const [index, value] of values.entries()) checkText(out, `${at}/${index}`, 'label value', value, labelValue);
}

function validateNodeField(out: FieldErrors, requirement: JsonObject, pointer: string): void {
  const operator = textOf(requirement, 'operator');
  const key = textOf(requirement, 'key');
  const values = textsOf(requirement, 'values');
  if (operator !== 'In' && operator !== 'NotIn') reportOperator(out, pointer, operator, ['In', 'NotIn']);
  else if (values.length !== 1) reportRequired(out, `${pointer}/values`, 'values', 'a field takes a single one');
  if (key !== 'metadata.name') report(out, 'invalid', `${pointer}/key`, `key ${quoted(key)} must be \`metadata.name\``);
  else {
    for (const [index, value] of values.entries()) {
      checkText(out, `${pointer}/values/${index}`, 'name of a node', value, dnsSubdomain);
    }
  }
}

function reportOperator(out: FieldErrors, pointer: string, operator: string, allowed: readonly string[]): void {
  report(out, 'invalid', `${pointer}/operator`, `operator ${quoted(operator)} must be ${listed(allowed)}`);
}

function validatePodAffinity(out: FieldErrors, affinity: JsonObject, pointer: string): void {
  for (const [index, term] of objectsOf(affinity, REQUIRED).entries()) {
    validatePodTerm(out, term, `${pointer}/${REQUIRED}/${index}`);
  }
  for (const [index, term] of objectsOf(affinity, PREFERRED).entries()) {
    const at = `${pointer}/${PREFERRED}/${index}`;
    checkWeight(out, term, at);
    validatePodTerm(out, structOf(term, 'podAffinityTerm'), `${at}/podAffinityTerm`);
  }
}

function validatePodTerm(out: FieldErrors, term: JsonObject, pointer: string): void {
  validateLabelSelector(out, objectOf(term, 'labelSelector'), `${pointer}/labelSelector`);
  validateLabelSelector(out, objectOf(term, 'namespaceSelector'), `${pointer}/namespaceSelector`);
  for (const [index, namespace] of textsOf(term, 'namespaces').entries()) {
    checkText(out, `${pointer}/namespaces/${index}`, 'namespace', namespace, dnsLabel);
  }
  validateMatchedKeys(out, term, pointer);
  const key = textOf(term, 'topologyKey');
  if (key === '') reportRequired(out, `${pointer}/topologyKey`, 'topologyKey');
  else checkText(out, `${pointer}/topologyKey`, 'topologyKey', key, qualifiedName);
}

/**
 * Checks matchLabelKeys and mismatchLabelKeys of a term or constraint: the selector speaks of no such key twice. Of a new Pod that
 * has such a label, completing has put a requirement into it already, as the server does.
 */
export function validateMatchedKeys(out: FieldErrors, term: JsonObject, pointer: string): void {
  const matched = textsOf(term, 'matchLabelKeys');
  const mismatched = textsOf(term, 'mismatchLabelKeys');
  if (matched.length === 0 && mismatched.length === 0) return;
  const selector = objectOf(term, 'labelSelector');
  checkKeys(out, matched, selector, `${pointer}/matchLabelKeys`, 'matchLabelKeys');
  checkKeys(out, mismatched, selector, `${pointer}/mismatchLabelKeys`, 'mismatchLabelKeys');
  const mismatching = new Set(mismatched);
  const counts = keyCounts(selector);
  for (const [index, key] of matched.entries()) {
    const at = `${pointer}/matchLabelKeys/${index}`;
    if ((counts.get(key) ?? 0) > 1) report(out, 'invalid', at, `key ${quoted(key)} is in labelSelector already`);
    if (mismatching.has(key)) report(out, 'invalid', at, `key ${quoted(key)} is in mismatchLabelKeys as well`);
  }
}

function checkKeys(
  out: FieldErrors,
  keys: readonly string[],
  selector: JsonObject | undefined,
  pointer: string,
  field: string,
): void {
  if (keys.length === 0) return;
  if (!selector) return reportForbidden(out, pointer, field, 'without labelSelector');
  for (const [index, key] of keys.entries()) checkText(out, `${pointer}/${index}`, 'key', key, qualifiedName);
}

/** How often the selector speaks of each key. */
function keyCounts(selector: JsonObject | undefined): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const add = (key: string) => counts.set(key, (counts.get(key) ?? 0) + 1);
  for (const [key] of selector ? textEntriesOf(selector, 'matchLabels') : []) add(key);
  for (const requirement of selector ? objectsOf(selector, 'matchExpressions') : []) add(textOf(requirement, 'key'));
  return counts;
}
