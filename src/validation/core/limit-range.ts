// LimitRanges as the API server validates them: for each type and resource, min, defaultRequest, default and max in this order.
// Source: pkg/apis/core/validation (ValidateLimitRange).
import { joinPointer } from '../../change/pointer.ts';
import type { JsonObject } from '../../kube/object.ts';
import { quoted } from '../../kube/quoted.ts';
import { checkText, reportDuplicate, reportForbidden, reportRequired } from '../checks.ts';
import { type NameRule, qualifiedName } from '../names.ts';
import { amountOf, containerResourceName, isOvercommitAllowed, resourceName } from '../quantities.ts';
import { type FieldErrors, report, type Subject } from '../subject.ts';
import { has, objectsOf, structOf, textOf } from '../values.ts';

const TYPES: readonly string[] = ['Pod', 'Container', 'PersistentVolumeClaim'];
const LISTS: readonly string[] = ['min', 'max', 'default', 'defaultRequest', 'maxLimitRequestRatio'];
/** Pairs of lists, the amounts of the first of which must be no more than those of the second. */
const ORDER: readonly (readonly [string, string])[] = [
  ['min', 'max'],
  ['min', 'defaultRequest'],
  ['defaultRequest', 'max'],
  ['defaultRequest', 'default'],
  ['min', 'default'],
  ['default', 'max'],
];
/** Above this the server compares ratios of whole numbers (resource.MaxMilliValue). */
const MOST_THOUSANDTHS = Math.trunc((2 ** 63 - 1) / 1000);

const limitType: NameRule = (text) =>
  qualifiedName(text) ??
  (TYPES.includes(text) || text.includes('/') ? undefined : 'must be `Pod`, `Container` or `PersistentVolumeClaim`');

/** Validates a LimitRange. */
export function validateLimitRange({ object }: Subject, out: FieldErrors): void {
  const types = new Set<string>();
  for (const [index, limit] of objectsOf(structOf(object, 'spec'), 'limits').entries()) {
    const at = `/spec/limits/${index}`;
    const type = textOf(limit, 'type');
    checkText(out, `${at}/type`, 'type', type, limitType);
    if (types.has(type)) reportDuplicate(out, `${at}/type`, 'type', type);
    types.add(type);
    validateLimit(out, limit, type, at);
  }
}

function validateLimit(out: FieldErrors, limit: JsonObject, type: string, pointer: string): void {
  const nameRule = type === 'Pod' || type === 'Container' ? containerResourceName : resourceName;
  const resources = new Set<string>();
  const ignored = type === 'Pod' ? ['default', 'defaultRequest'] : [];
  for (const list of LISTS) {
    const names = Object.keys(structOf(limit, list));
    if (ignored.includes(list)) {
      if (names.length > 0) reportForbidden(out, `${pointer}/${list}`, list, 'for type `Pod`');
      continue;
    }
    for (const name of names) {
      checkText(out, joinPointer(pointer, list, name), 'resource', name, nameRule);
      resources.add(name);
    }
  }
  if (
    type === 'PersistentVolumeClaim' &&
    !has(structOf(limit, 'min'), 'storage') &&
    !has(structOf(limit, 'max'), 'storage')
  ) {
    reportRequired(out, `${pointer}/max`, '`storage` in min or max', 'type `PersistentVolumeClaim` takes it');
  }
  for (const name of resources) validateResource(out, limit, name, ignored, pointer);
}

function validateResource(
  out: FieldErrors,
  limit: JsonObject,
  name: string,
  ignored: readonly string[],
  pointer: string,
): void {
  const amount = (list: string) => (ignored.includes(list) ? undefined : amountOf(structOf(limit, list), name));
  for (const [less, more] of ORDER) {
    const least = amount(less);
    const most = amount(more);
    if (least === undefined || most === undefined || least <= most) continue;
    const at = joinPointer(pointer, less, name);
    report(out, 'invalid', at, `${less} of ${quoted(name)} must be no more than its ${more}`);
  }
  validateRatio(out, amount, name, joinPointer(pointer, 'maxLimitRequestRatio', name));
  const request = amount('defaultRequest');
  const most = amount('default');
  if (request === undefined || most === undefined || request === most || isOvercommitAllowed(name)) return;
  const at = joinPointer(pointer, 'defaultRequest', name);
  report(out, 'invalid', at, `defaultRequest of ${quoted(name)} must be the same as its default`);
}

function validateRatio(
  out: FieldErrors,
  amount: (list: string) => number | undefined,
  name: string,
  pointer: string,
): void {
  const ratio = amount('maxLimitRequestRatio');
  if (ratio === undefined) return;
  if (ratio < 1) report(out, 'invalid', pointer, `maxLimitRequestRatio of ${quoted(name)} must be 1 or more`);
  const min = amount('min');
  const max = amount('max');
  if (min === undefined || max === undefined) return;
  const numbers = [ratio, max, min];
  const [most = 0, upper = 0, lower = 0] = numbers.every((number) => Math.ceil(number) < MOST_THOUSANDTHS)
    ? numbers.map((number) => Math.ceil(number * 1000) / 1000)
    : numbers.map(Math.ceil);
  if (most <= upper / lower || Number.isNaN(upper / lower)) return;
  report(
    out,
    'invalid',
    pointer,
    `maxLimitRequestRatio of ${quoted(name)} must be no more than its max divided by its min`,
  );
}
