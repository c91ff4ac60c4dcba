// The spec of a Job, also as the template of a CronJob. Selectors are left to job.ts, policies of failure and success to
// policies.ts. Source: pkg/apis/batch/validation (validateJobSpec).
import type { JsonObject } from '../../kube/object.ts';
import { quoted } from '../../kube/quoted.ts';
import { checkNonNegative, checkOneOf, checkText, reportRequired } from '../checks.ts';
import { domainPrefixedPath } from '../names.ts';
import { validatePodTemplate } from '../pods/template.ts';
import { type FieldErrors, report } from '../subject.ts';
import { has, numberOf, objectOf, optionalTextOf, structOf, textOf } from '../values.ts';
import { validatePodFailurePolicy, validateSuccessPolicy } from './policies.ts';

/** Indexes of an Indexed Job that may run, or fail, at a time. */
const MOST_INDEXES = 100_000;
/** The same where a Job has more than `MOST_INDEXES` completions, and a backoff limit for each. */
const MOST_OF_MANY = 10_000;
const LONGEST_MANAGER = 63;

/** What is known beside the spec: the release, and the spec that an update replaces. */
export interface JobContext {
  readonly minor: number;
  readonly old?: JsonObject | undefined;
}

/** Checks the spec of a Job. */
export function validateJobSpec(out: FieldErrors, spec: JsonObject, pointer: string, { minor, old }: JobContext): void {
  for (const field of [
    'parallelism',
    'completions',
    'activeDeadlineSeconds',
    'backoffLimit',
    'ttlSecondsAfterFinished',
  ]) {
    checkNonNegative(out, spec, pointer, field);
  }
  checkNonNegative(out, spec, pointer, 'backoffLimitPerIndex');
  checkNonNegative(out, spec, pointer, 'maxFailedIndexes');
  if (has(spec, 'maxFailedIndexes') && !has(spec, 'backoffLimitPerIndex')) {
    reportRequired(out, `${pointer}/backoffLimitPerIndex`, 'backoffLimitPerIndex', 'maxFailedIndexes is given');
  }
  validateManagedBy(out, spec, pointer);
  const indexed = textOf(spec, 'completionMode') === 'Indexed';
  if (has(spec, 'completionMode')) checkOneOf(out, spec, pointer, 'completionMode', ['NonIndexed', 'Indexed']);
  if (indexed) validateIndexed(out, spec, pointer);
  else {
    for (const field of ['backoffLimitPerIndex', 'maxFailedIndexes', 'successPolicy']) {
      if (!has(spec, field)) continue;
      report(out, 'invalid', `${pointer}/${field}`, `${field} takes completionMode \`Indexed\``);
    }
  }
  if (has(spec, 'podFailurePolicy')) validatePodFailurePolicy(out, spec, `${pointer}/podFailurePolicy`);
  if (indexed && has(spec, 'successPolicy')) validateSuccessPolicy(out, spec, `${pointer}/successPolicy`);
  if (has(spec, 'podReplacementPolicy')) {
    const allowed = has(spec, 'podFailurePolicy') ? ['Failed'] : ['Failed', 'TerminatingOrFailed'];
    checkOneOf(out, spec, pointer, 'podReplacementPolicy', allowed);
  }
  const template = structOf(spec, 'template');
  validatePodTemplate(out, template, `${pointer}/template`, { minor, old: old && structOf(old, 'template') });
  validateRestartPolicy(out, spec, `${pointer}/template/spec`);
}

function validateManagedBy(out: FieldErrors, spec: JsonObject, pointer: string): void {
  const manager = optionalTextOf(spec, 'managedBy');
  if (manager === undefined) return;
  const at = `${pointer}/managedBy`;
  if (manager.length > LONGEST_MANAGER) {
    report(out, 'too-long', at, `managedBy ${quoted(manager)} must have no more than ${LONGEST_MANAGER} characters`);
  }
  checkText(out, at, 'managedBy', manager, domainPrefixedPath);
}

function validateIndexed(out: FieldErrors, spec: JsonObject, pointer: string): void {
  const completions = numberOf(spec, 'completions');
  const failed = numberOf(spec, 'maxFailedIndexes');
  if (completions === undefined) {
    reportRequired(out, `${pointer}/completions`, 'completions', 'completionMode is `Indexed`');
  }
  const many = (completions ?? 0) > MOST_INDEXES && has(spec, 'backoffLimitPerIndex');
  const most = many ? MOST_OF_MANY : MOST_INDEXES;
  for (const field of ['parallelism', 'maxFailedIndexes']) {
    const number = numberOf(spec, field) ?? 0;
    if (number <= most) continue;
    report(
      out,
      'invalid',
      `${pointer}/${field}`,
      `${field} is ${number}, and must be no more than ${most} in this Job`,
    );
  }
  if (completions !== undefined && failed !== undefined && failed > completions) {
    const message = `maxFailedIndexes is ${failed}, and must be no more than completions, which is ${completions}`;
    report(out, 'invalid', `${pointer}/maxFailedIndexes`, message);
  }
  if (many && failed === undefined) {
    const why = `completions is more than ${MOST_INDEXES}`;
    reportRequired(out, `${pointer}/maxFailedIndexes`, 'maxFailedIndexes', why);
  }
}

function validateRestartPolicy(out: FieldErrors, spec: JsonObject, pointer: string): void {
  const pod = structOf(structOf(spec, 'template'), 'spec');
  const policy = textOf(pod, 'restartPolicy');
  if (policy === 'Always' || policy === '') {
    // Always is also what the server writes where nothing was given
    reportRequired(
      out,
      `${pointer}/restartPolicy`,
      'restartPolicy',
      'a Job takes `OnFailure` or `Never`, and not `Always`',
    );
    return;
  }
  if (!checkOneOf(out, pod, pointer, 'restartPolicy', ['OnFailure', 'Never'])) return;
  if (policy !== 'Never' && objectOf(spec, 'podFailurePolicy')) {
    const message = `restartPolicy ${quoted(policy)} must be \`Never\` with a podFailurePolicy`;
    report(out, 'invalid', `${pointer}/restartPolicy`, message);
  }
}
