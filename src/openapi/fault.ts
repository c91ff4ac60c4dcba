// What a check found, while it climbs from the value to the object: every holder adds its key, so that nothing is written down
// about objects that are as they should be. Becomes a field error at the top.

import { joinPointer } from '../change/pointer.ts';
import type { FieldError, FieldErrorType } from '../kube/field-error.ts';
import { quoted } from '../kube/quoted.ts';

/** A field error on its way up: `path` leads from the value to where the fault has come, innermost first. */
export interface Fault {
  readonly type: FieldErrorType;
  readonly path: (string | number)[];
  /** The message, once it is known what the field is called and what holds it. */
  readonly say: (place: Place) => string;
}

/** What a field is called in messages. */
export interface Place {
  /** `args[1]`, `privileged`. */
  readonly field: string;
  /** What holds it: `Deployment.spec.template.spec.containers[]`. */
  readonly holder: string;
}

/** A fault of the value itself, whose place its holders add. */
export function faultOf(type: FieldErrorType, say: Fault['say'], path: (string | number)[] = []): Fault {
  return { type, path, say };
}

/** The faults of `found`, which lie below `key`, behind those that are already there. */
export function below(faults: Fault[] | undefined, found: readonly Fault[], key: string | number): Fault[] {
  for (const { path } of found) path.push(key);
  if (faults === undefined) return found as Fault[];
  for (const fault of found) faults.push(fault);
  return faults;
}

/** One more fault. */
export function along(faults: Fault[] | undefined, fault: Fault): Fault[] {
  if (faults === undefined) return [fault];
  faults.push(fault);
  return faults;
}

/** The faults of an object as field errors; `root` names the object's kind. */
export function toFieldErrors(faults: readonly Fault[] | undefined, root: string): readonly FieldError[] {
  if (faults === undefined || faults.length === 0) return NONE;
  return faults.map(({ type, path, say }) => {
    const tokens = path.toReversed();
    const pointer = joinPointer('', ...tokens);
    return { type, pointer, message: say({ field: fieldName(tokens, root), holder: holderName(tokens, root) }) };
  });
}

const NONE: readonly FieldError[] = Object.freeze([]);

/** Longest name that a message repeats. */
const LONGEST_NAME = 80;
/** Steps of a path that a message repeats: from the last ones on. */
const MOST_STEPS = 12;

function fieldName(tokens: readonly (string | number)[], root: string): string {
  let name = '';
  for (let at = tokens.length - 1; at >= 0; at--) {
    const token = tokens[at]!;
    if (typeof token === 'string') return `${bounded(token, LONGEST_NAME)}${name}`;
    name = `[${token}]${name}`;
  }
  return `${root}${name}`;
}

function holderName(tokens: readonly (string | number)[], root: string): string {
  const steps = tokens.slice(0, -1);
  const shown = steps.slice(-MOST_STEPS);
  const start = steps.length > shown.length ? '…' : root;
  return shown.reduce<string>(
    (name, token) => name + (typeof token === 'number' ? '[]' : `.${bounded(token, LONGEST_NAME)}`),
    start,
  );
}

function bounded(text: string, most: number): string {
  const cut = text.length > most ? `${text.slice(0, most)}…` : text;
  return cut.replaceAll('`', "'");
}

/** A value as messages repeat it: "the text `yes`", "`5`", "a list". */
export function named(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  if (typeof value === 'string') return value === '' ? 'an empty text' : `the text ${quoted(value)}`;
  return quoted(String(value));
}

/** Some words of a list as a sentence counts them up; of a long list the first ones. */
export function listed(words: readonly string[], most = 12): string {
  const shown = words.slice(0, most).map(quoted);
  const more = words.length - shown.length;
  if (more > 0) return `${shown.join(', ')} and ${more} others`;
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} or ${shown.at(-1)}`;
}
