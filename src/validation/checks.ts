// Checks that many kinds need: of one value, with the error that it gives. Each does nothing where the value is fine.
import { joinPointer } from '../change/pointer.ts';
import type { Json, JsonObject } from '../kube/object.ts';
import { quoted } from '../kube/quoted.ts';
import { type NameRule, percentage } from './names.ts';
import { type FieldErrors, report } from './subject.ts';
import { isSame, memberOf, numberOf, textOf } from './values.ts';

/** The largest int32. */
export const MAX_INT32 = 2 ** 31 - 1;

/** Checks a text by a rule: "name `X` must …". */
export function checkText(out: FieldErrors, pointer: string, label: string, text: string, rule: NameRule): boolean {
  const fault = rule(text);
  if (fault === undefined) return true;
  report(out, 'invalid', pointer, `${label} ${quoted(text)} ${fault}`);
  return false;
}

/** Checks a member that must be given and fit the rule. True where it does. */
export function checkName(
  out: FieldErrors,
  object: JsonObject,
  pointer: string,
  field: string,
  rule: NameRule,
): boolean {
  const text = textOf(object, field);
  if (text !== '') return checkText(out, `${pointer}/${field}`, field, text, rule);
  reportRequired(out, `${pointer}/${field}`, field);
  return false;
}

/** Checks a text that must not be empty. True where it is not. */
export function checkGiven(out: FieldErrors, object: JsonObject, pointer: string, field: string): boolean {
  if (textOf(object, field) !== '') return true;
  reportRequired(out, `${pointer}/${field}`, field);
  return false;
}

/** Reports a field that is missing. */
export function reportRequired(out: FieldErrors, pointer: string, field: string, why = ''): void {
  report(out, 'required', pointer, `${field} is missing${why && `: ${why}`}`);
}

/** Reports a field that must not be there. */
export function reportForbidden(out: FieldErrors, pointer: string, field: string, why: string): void {
  report(out, 'forbidden', pointer, `${field} is not allowed ${why}`);
}

/** Checks that a text is one of those that a field takes; the empty one is missing, or fine where `optional`. */
export function checkOneOf(
  out: FieldErrors,
  object: JsonObject,
  pointer: string,
  field: string,
  allowed: readonly string[],
  optional: 'optional' | 'required' = 'required',
): boolean {
  const text = textOf(object, field);
  if (allowed.includes(text)) return true;
  const at = `${pointer}/${field}`;
  if (text === '' && optional === 'optional') return true;
  if (text === '') reportRequired(out, at, field, `it takes ${listed(allowed)}`);
  else report(out, 'not-supported', at, `${field} ${quoted(text)} must be ${listed(allowed)}`);
  return false;
}

/** Checks that a number, where it is given, is not negative. */
export function checkNonNegative(out: FieldErrors, object: JsonObject, pointer: string, field: string): boolean {
  const number = numberOf(object, field);
  if (number === undefined || number >= 0) return true;
  report(out, 'invalid', `${pointer}/${field}`, `${field} is ${number}, and must not be negative`);
  return false;
}

/** Checks that a number, where it is given, lies within bounds, both included. */
export function checkRange(
  out: FieldErrors,
  object: JsonObject,
  pointer: string,
  field: string,
  least: number,
  most: number,
): boolean {
  const number = numberOf(object, field);
  if (number === undefined || (number >= least && number <= most)) return true;
  report(out, 'invalid', `${pointer}/${field}`, `${field} is ${number}, and must be ${least} to ${most}`);
  return false;
}

/** Checks a port number, 1 to 65535; an absent one counts as 0. */
export function checkPort(out: FieldErrors, number: number, pointer: string, field: string): boolean {
  if (number >= 1 && number <= 65_535) return true;
  report(out, 'invalid', pointer, `${field} is ${number}, and must be 1 to 65535`);
  return false;
}

/** Checks a number or percentage (`maxSurge`) that must not be negative; whether more than all is fine is the caller's. */
export function checkCountOrPercentage(
  out: FieldErrors,
  value: Json | undefined,
  pointer: string,
  field: string,
): boolean {
  if (typeof value === 'number') {
    if (value >= 0) return true;
    report(out, 'invalid', pointer, `${field} is ${value}, and must not be negative`);
    return false;
  }
  return typeof value !== 'string' || checkText(out, pointer, field, value, percentage);
}

/** Checks that an update leaves a field as it was. */
export function checkUnchanged(
  out: FieldErrors,
  object: JsonObject,
  old: JsonObject,
  pointer: string,
  field: string,
): boolean {
  if (isSame(memberOf(object, field), memberOf(old, field))) return true;
  report(out, 'immutable', joinPointer(pointer, field), `${field} must not change`);
  return false;
}

/** Reports what is in a list a second time: "name `web` is used twice". */
export function reportDuplicate(out: FieldErrors, pointer: string, field: string, value: string): void {
  report(out, 'duplicate', pointer, `${field} ${quoted(value)} is given twice`);
}

/** `a`, `b` or `c`, as a message lists them; an empty text is shown as such. */
export function listed(values: readonly string[]): string {
  const shown = values.map((value) => (value === '' ? 'empty' : quoted(value)));
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} or ${shown.at(-1)}`;
}
