// When the failure of a Pod counts, and when a Job has succeeded: `podFailurePolicy` and `successPolicy`. Source:
// pkg/apis/batch/validation.
import type { JsonObject } from '../../kube/object.ts';
import { quoted } from '../../kube/quoted.ts';
import { checkNonNegative, checkOneOf, checkText, reportDuplicate, reportRequired } from '../checks.ts';
import { qualifiedName } from '../names.ts';
import { type FieldErrors, report } from '../subject.ts';
import { has, listOf, numberOf, objectOf, objectsOf, optionalTextOf, structOf, textOf } from '../values.ts';
import { readIndexes } from './indexes.ts';

const MOST_RULES = 20;
const MOST_PATTERNS = 20;
const MOST_EXIT_CODES = 255;
const LONGEST_INDEXES = 64 * 1024;

/** Checks `podFailurePolicy` of the spec of a Job. */
export function validatePodFailurePolicy(out: FieldErrors, spec: JsonObject, pointer: string): void {
  const rules = objectsOf(structOf(spec, 'podFailurePolicy'), 'rules');
  const pod = structOf(structOf(spec, 'template'), 'spec');
  const containers = [...objectsOf(pod, 'containers'), ...objectsOf(pod, 'initContainers')];
  const names = new Set(containers.map((container) => textOf(container, 'name')));
  checkCount(out, rules, `${pointer}/rules`, 'rules', MOST_RULES);
  for (const [index, rule] of rules.entries()) {
    const at = `${pointer}/rules/${index}`;
    const allowed = ['Count', 'FailIndex', 'FailJob', 'Ignore'];
    if (checkOneOf(out, rule, at, 'action', allowed) && textOf(rule, 'action') === 'FailIndex') {
      if (!has(spec, 'backoffLimitPerIndex')) {
        report(out, 'invalid', `${at}/action`, 'action `FailIndex` takes a Job with backoffLimitPerIndex');
      }
    }
    const exitCodes = objectOf(rule, 'onExitCodes');
    const conditions = objectsOf(rule, 'onPodConditions');
    if (exitCodes) validateExitCodes(out, exitCodes, `${at}/onExitCodes`, names);
    validateConditions(out, conditions, `${at}/onPodConditions`);
    if ((exitCodes !== undefined) === conditions.length > 0) {
      report(out, 'invalid', at, 'a rule takes one of onExitCodes and onPodConditions, and not both');
    }
  }
}

function validateExitCodes(out: FieldErrors, codes: JsonObject, pointer: string, names: ReadonlySet<string>): void {
  checkOneOf(out, codes, pointer, 'operator', ['In', 'NotIn']);
  const container = optionalTextOf(codes, 'containerName');
  if (container !== undefined && !names.has(container)) {
    const message = `containerName ${quoted(container)} must be the name of a container of the template`;
    report(out, 'invalid', `${pointer}/containerName`, message);
  }
  const values = listOf(codes, 'values').map((value) => (typeof value === 'number' ? value : 0));
  const at = `${pointer}/values`;
  if (values.length === 0) report(out, 'invalid', at, 'values must have at least one exit code');
  checkCount(out, values, at, 'values', MOST_EXIT_CODES);
  const seen = new Set<number>();
  for (const [index, value] of values.entries()) {
    if (value === 0 && textOf(codes, 'operator') === 'In') {
      report(out, 'invalid', `${at}/${index}`, 'exit code 0 is no failure, and must not be given with operator `In`');
    }
    if (seen.has(value)) reportDuplicate(out, `${at}/${index}`, 'exit code', String(value));
    seen.add(value);
  }
  if (values.some((value, index) => index > 0 && value < values[index - 1]!)) {
    report(out, 'invalid', at, 'values must be in increasing order');
  }
}

function validateConditions(out: FieldErrors, patterns: readonly JsonObject[], pointer: string): void {
  checkCount(out, patterns, pointer, 'onPodConditions', MOST_PATTERNS);
  for (const [index, pattern] of patterns.entries()) {
    checkText(out, `${pointer}/${index}/type`, 'type', textOf(pattern, 'type'), qualifiedName);
    checkOneOf(out, pattern, `${pointer}/${index}`, 'status', ['True', 'False', 'Unknown']);
  }
}

/** Checks `successPolicy` of the spec of an Indexed Job. */
export function validateSuccessPolicy(out: FieldErrors, spec: JsonObject, pointer: string): void {
  const rules = objectsOf(structOf(spec, 'successPolicy'), 'rules');
  const completions = numberOf(spec, 'completions');
  if (rules.length === 0) reportRequired(out, `${pointer}/rules`, 'rules', 'a successPolicy takes at least one');
  checkCount(out, rules, `${pointer}/rules`, 'rules', MOST_RULES);
  for (const [index, rule] of rules.entries()) {
    const at = `${pointer}/rules/${index}`;
    const succeeded = optionalTextOf(rule, 'succeededIndexes');
    const count = numberOf(rule, 'succeededCount');
    if (succeeded === undefined && count === undefined) {
      reportRequired(out, at, 'succeededCount', 'a rule takes it, succeededIndexes, or both');
    }
    checkNonNegative(out, rule, at, 'succeededCount');
    // without completions the Job is refused already
    if (completions === undefined) continue;
    let most = completions;
    if (succeeded !== undefined) {
      const indexes = readIndexes(succeeded, completions);
      if (!indexes.ok) {
        const message = `succeededIndexes ${quoted(succeeded)} ${indexes.problem}`;
        report(out, 'invalid', `${at}/succeededIndexes`, message);
      }
      if (succeeded.length > LONGEST_INDEXES) {
        const message = `succeededIndexes must have no more than ${LONGEST_INDEXES} characters`;
        report(out, 'too-long', `${at}/succeededIndexes`, message);
      }
      most = Math.min(most, indexes.ok ? indexes.total : 0);
    }
    if (count !== undefined && count > most) {
      const message = `succeededCount is ${count}, and must be no more than the ${most} indexes that there are`;
      report(out, 'invalid', `${at}/succeededCount`, message);
    }
  }
}

function checkCount(out: FieldErrors, items: readonly unknown[], pointer: string, field: string, most: number): void {
  if (items.length <= most) return;
  report(out, 'too-many', pointer, `${field} has ${items.length} items, and must have no more than ${most}`);
}
