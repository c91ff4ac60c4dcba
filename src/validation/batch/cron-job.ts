// CronJobs as the API server validates them: schedule and time zone, and the Job that they make. Source:
// pkg/apis/batch/validation (validateCronJobSpec).
import type { JsonObject } from '../../kube/object.ts';
import { quoted } from '../../kube/quoted.ts';
import { checkNonNegative, checkOneOf, reportForbidden, reportRequired } from '../checks.ts';
import { type FieldErrors, report, type Subject } from '../subject.ts';
import { has, isTrue, optionalTextOf, structOf, textOf } from '../values.ts';
import { validateJobSpec } from './job-spec.ts';
import { scheduleProblem } from './schedule.ts';
import { isTimeZone } from './time-zones.ts';

/** A Job is named after its CronJob, a hyphen and a time in ten digits, and has at most 63 characters. */
const LONGEST_NAME = 52;

/** Validates a CronJob. */
export function validateCronJob(subject: Subject, out: FieldErrors): void {
  const spec = structOf(subject.object, 'spec');
  const old = subject.old && structOf(subject.old, 'spec');
  const name = textOf(structOf(subject.object, 'metadata'), 'name');
  if (!old && name.length > LONGEST_NAME) {
    const message = `name ${quoted(name)} must have no more than ${LONGEST_NAME} characters: names of Jobs are made of it`;
    report(out, 'invalid', '/metadata/name', message);
  }
  validateSchedule(out, spec, old);
  checkNonNegative(out, spec, '/spec', 'startingDeadlineSeconds');
  if (!old || optionalTextOf(old, 'timeZone') !== optionalTextOf(spec, 'timeZone')) validateTimeZone(out, spec);
  checkOneOf(out, spec, '/spec', 'concurrencyPolicy', ['Allow', 'Forbid', 'Replace']);
  validateJobTemplate(out, spec, old, subject.minor);
  checkNonNegative(out, spec, '/spec', 'successfulJobsHistoryLimit');
  checkNonNegative(out, spec, '/spec', 'failedJobsHistoryLimit');
}

function validateSchedule(out: FieldErrors, spec: JsonObject, old: JsonObject | undefined): void {
  const schedule = textOf(spec, 'schedule');
  if (schedule === '') return reportRequired(out, '/spec/schedule', 'schedule');
  const problem = scheduleProblem(schedule);
  if (problem !== undefined) report(out, 'invalid', '/spec/schedule', `schedule ${quoted(schedule)} ${problem}`);
  if (!schedule.includes('TZ')) return;
  // CronJobs from before the field may keep their zone where it is
  if (!old || !textOf(old, 'schedule').includes('TZ')) {
    report(out, 'invalid', '/spec/schedule', 'schedule must not name a time zone: that is for timeZone');
  } else if (has(spec, 'timeZone')) {
    report(out, 'invalid', '/spec/schedule', 'schedule must not name a time zone beside timeZone');
  }
}

function validateTimeZone(out: FieldErrors, spec: JsonObject): void {
  const zone = optionalTextOf(spec, 'timeZone');
  if (zone === undefined || isTimeZone(zone)) return;
  report(out, 'invalid', '/spec/timeZone', `timeZone ${quoted(zone)} must be a name of the IANA time zone database`);
}

function validateJobTemplate(out: FieldErrors, spec: JsonObject, old: JsonObject | undefined, minor: number): void {
  const job = structOf(structOf(spec, 'jobTemplate'), 'spec');
  const oldJob = old && structOf(structOf(old, 'jobTemplate'), 'spec');
  validateJobSpec(out, job, '/spec/jobTemplate/spec', { minor, old: oldJob });
  if (has(job, 'selector')) {
    const why = 'in a CronJob: each of its Jobs gets its own from the server';
    reportForbidden(out, '/spec/jobTemplate/spec/selector', 'selector', why);
  }
  if (isTrue(job, 'manualSelector')) {
    report(out, 'not-supported', '/spec/jobTemplate/spec/manualSelector', 'manualSelector must be false in a CronJob');
  }
}
