// What the API server refuses about an Event, in both of its versions: v1 has lenient rules, events.k8s.io/v1 strict ones. The
// server knows one kind by one set of names; the two versions name its fields differently.
// Source: pkg/apis/core/validation/events.go of Kubernetes.
import type { JsonObject } from '../../kube/object.ts';
import { checkOneOf, checkText, checkUnchanged, reportRequired } from '../checks.ts';
import { bytesOf } from '../metadata.ts';
import { type NameRule, qualifiedName } from '../names.ts';
import { type FieldErrors, type KindValidator, report } from '../subject.ts';
import { has, isSame, memberOf, numberOf, objectOf, structOf, textOf } from '../values.ts';

/** What a version calls the fields. */
interface FieldNames {
  readonly about: string;
  readonly controller: string;
  readonly message: string;
}
const CORE: FieldNames = { about: 'involvedObject', controller: 'reportingComponent', message: 'message' };
const STRICT: FieldNames = { about: 'regarding', controller: 'reportingController', message: 'note' };

const LONGEST = 128;
const LONGEST_MESSAGE = 1024;
const TYPES: readonly string[] = ['Normal', 'Warning'];
/** Fields of the old version, which the strict one keeps but does not take. */
const DEPRECATED: readonly string[] = ['deprecatedFirstTimestamp', 'deprecatedLastTimestamp', 'deprecatedCount'];
/** What an update by the strict version must leave as it was. */
const FIXED: readonly string[] = [
  'regarding',
  'reason',
  'note',
  'type',
  'eventTime',
  'action',
  'related',
  'reportingController',
  'reportingInstance',
  'deprecatedSource',
  ...DEPRECATED,
];

/** What the API server refuses about a v1 or events.k8s.io/v1 Event. */
export const validateEvent: KindValidator = ({ object, old }, out) => {
  const strict = textOf(object, 'apiVersion') !== 'v1';
  const names = strict ? STRICT : CORE;
  validateNamespaces(out, object, names);
  if (has(object, 'eventTime')) validateReport(out, object, names);
  if (!strict) return;
  if (old) validateUpdate(out, object, old);
  else validateCreate(out, object);
};

/** An Event lies in the Namespace of what it is about; about what lies in none, in `default` (new ones: or in `kube-system`). */
function validateNamespaces(out: FieldErrors, object: JsonObject, { about }: FieldNames): void {
  const namespace = textOf(structOf(object, 'metadata'), 'namespace') || 'default';
  const subject = textOf(structOf(object, about), 'namespace');
  const timed = has(object, 'eventTime');
  const home =
    subject === '' ? namespace === 'default' || (timed && namespace === 'kube-system') : timed || subject === namespace;
  if (!home) report(out, 'invalid', `/${about}/namespace`, `namespace of ${about} must be that of the Event`);
}

function validateReport(out: FieldErrors, object: JsonObject, { controller, message }: FieldNames): void {
  if (textOf(object, controller) === '') reportRequired(out, `/${controller}`, controller);
  else checkText(out, `/${controller}`, controller, textOf(object, controller), qualifiedName);
  for (const field of ['reportingInstance', 'action', 'reason']) {
    const text = textOf(object, field);
    if (text === '') reportRequired(out, `/${field}`, field);
    else checkText(out, `/${field}`, field, text, noLongerThan(LONGEST));
  }
  checkText(out, `/${message}`, message, textOf(object, message), noLongerThan(LONGEST_MESSAGE));
}

function noLongerThan(bytes: number): NameRule {
  return (text) => (bytesOf(text) > bytes ? `must have no more than ${bytes} bytes` : undefined);
}

function validateCreate(out: FieldErrors, object: JsonObject): void {
  validateSeries(out, object);
  if (!has(object, 'eventTime')) reportRequired(out, '/eventTime', 'eventTime');
  checkOneOf(out, object, '', 'type', TYPES);
  for (const field of DEPRECATED) {
    if (memberOf(object, field) ?? 0) report(out, 'invalid', `/${field}`, `${field} must be left out`);
  }
  const source = structOf(object, 'deprecatedSource');
  if (textOf(source, 'component') !== '' || textOf(source, 'host') !== '') {
    report(out, 'invalid', '/deprecatedSource', 'deprecatedSource must be left out');
  }
}

function validateSeries(out: FieldErrors, object: JsonObject): void {
  const series = objectOf(object, 'series');
  if (!series) return;
  const count = numberOf(series, 'count') ?? 0;
  if (count < 2) report(out, 'invalid', '/series/count', `count of a series is ${count}, and must be at least 2`);
  if (!has(series, 'lastObservedTime')) reportRequired(out, '/series/lastObservedTime', 'lastObservedTime');
}

function validateUpdate(out: FieldErrors, object: JsonObject, old: JsonObject): void {
  if (!isSame(memberOf(object, 'series'), memberOf(old, 'series'))) validateSeries(out, object);
  for (const field of FIXED) checkUnchanged(out, object, old, '', field);
}

/** Kinds of events.k8s.io to their validators. */
export const EVENTS: Readonly<Record<string, KindValidator>> = { 'events.k8s.io/v1 Event': validateEvent };
