// Values while an expression runs: plain JSON, nothing (undefined), functions, and sequences, which are lists that know they came from a query.
import { charge, chargeText, checkDataDepth } from './budget.ts';
import { ExpressionError } from './messages.ts';

/** A function value. Always a JavaScript function, so that no data can pose as one. May return a TailCall. */
export interface Callable {
  (args: readonly unknown[], context: unknown): unknown;
  arity: number;
  /** Name for messages, without `$`; undefined for a function that the expression defines. */
  label?: string;
}

/** Makes a function value. */
export function callable(arity: number, call: (args: readonly unknown[], context: unknown) => unknown): Callable {
  const value = call as Callable;
  value.arity = arity;
  return value;
}

/** A list made by the evaluator, with what later steps must know of it. Data never carries these marks. */
export interface Marked extends Array<unknown> {
  /** A query result: unwrapped when it holds one item. */
  sequence?: boolean;
  /** Keeps a single item wrapped (`[]`). */
  keep?: boolean;
  /** Made by `[…]` as a step: not flattened. */
  cons?: boolean;
  /** Items are tuples of `@`, `#` and `%`. */
  tuples?: boolean;
  /** Wraps an input that is itself a list. */
  outer?: boolean;
}

/** A new sequence. */
export function sequence(...items: unknown[]): Marked {
  const result: Marked = items;
  result.sequence = true;
  return result;
}

/** Marks a list made by the evaluator as a sequence. */
export function asSequence(items: unknown[]): Marked {
  (items as Marked).sequence = true;
  return items;
}

/** Whether a value is a sequence. */
export function isSequence(value: unknown): value is Marked {
  return Array.isArray(value) && (value as Marked).sequence === true;
}

/** What a node yields outwards: an empty sequence is nothing, a sequence of one is its item unless kept. */
export function settle(value: unknown, keepArray: boolean): unknown {
  if (!Array.isArray(value)) return value;
  const list = value as Marked;
  if (list.sequence !== true || list.tuples === true) return value;
  if (keepArray) list.keep = true;
  if (list.length === 0) return undefined;
  if (list.length === 1 && list.keep !== true) return list[0];
  return value;
}

/** Names that every JavaScript object answers to: only these need the own-property check. */
export function isInherited(name: string): boolean {
  return name in Object.prototype;
}

/** A member of an object by name; nothing where it has none of its own. */
export function member(value: object, name: string): unknown {
  return Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined;
}

/** A name read on any value: lists are searched item by item and their lists flattened once. */
export function lookup(input: unknown, name: string, depth = 0): unknown {
  if (Array.isArray(input)) {
    charge(input.length);
    checkDataDepth(depth);
    const result: Marked = [];
    for (let i = 0; i < input.length; i++) {
      const found = lookup(input[i], name, depth + 1);
      if (found === undefined) continue;
      if (Array.isArray(found)) for (let j = 0; j < found.length; j++) result.push(found[j]);
      else result.push(found);
    }
    result.sequence = true;
    return result;
  }
  return typeof input === 'object' && input !== null ? member(input, name) : undefined;
}

/** Keys of an object in the order of JavaScript, indices of a list; none for anything else. */
export function keysOf(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  // Object.keys of a list would also name its marks
  const keys = Array.isArray(value) ? Array.from(value.keys(), String) : Object.keys(value);
  charge(keys.length);
  return keys;
}

/** An object without prototype: any key is a plain member of it. */
export function emptyObject(): Record<string, unknown> {
  return Object.create(null) as Record<string, unknown>;
}

/** A finite number; an infinite one is an error (D1001), NaN is none. */
export function isNumber(value: unknown): value is number {
  if (typeof value !== 'number' || Number.isNaN(value)) return false;
  if (!Number.isFinite(value)) throw new ExpressionError('D1001', -1, { value });
  return true;
}

/** Truth as JSONata has it: empty text, 0, null, empty lists and objects, lists without a true item and functions are false. */
export function truthy(value: unknown): boolean {
  if (typeof value === 'boolean') return value;
  if (value === undefined || value === null) return false;
  if (typeof value === 'string') return value.length > 0;
  if (typeof value === 'number') return isNumber(value) && value !== 0;
  if (Array.isArray(value)) return listTruthy(value, 0);
  if (typeof value === 'object') {
    for (const key in value) if (Object.hasOwn(value, key)) return true;
  }
  return false;
}

function listTruthy(list: readonly unknown[], depth: number): boolean {
  checkDataDepth(depth);
  charge(list.length);
  let found = false;
  for (const item of list) {
    // every item is looked at, so that an infinite number is an error wherever it stands
    if (Array.isArray(item) ? listTruthy(item, depth + 1) : truthy(item)) found = true;
  }
  return found;
}

/** Equality by value; the order of members does not matter, the order of items does. */
export function equal(left: unknown, right: unknown, depth = 0): boolean {
  if (left === right) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
  checkDataDepth(depth);
  if (Array.isArray(left)) {
    if (!Array.isArray(right) || left.length !== right.length) return false;
    charge(left.length);
    for (let i = 0; i < left.length; i++) if (!equal(left[i], right[i], depth + 1)) return false;
    return true;
  }
  if (Array.isArray(right)) return false;
  const keys = keysOf(left);
  if (keys.length !== keysOf(right).length) return false;
  for (const key of keys) if (!Object.hasOwn(right, key)) return false;
  for (const key of keys) {
    if (!equal((left as Record<string, unknown>)[key], (right as Record<string, unknown>)[key], depth + 1))
      return false;
  }
  return true;
}

/** Adds items of the second to those of the first; a single value is a list of one. Never changes either. */
export function append(left: unknown, right: unknown): unknown {
  if (left === undefined) return right;
  if (right === undefined) return left;
  const first: readonly unknown[] = Array.isArray(left) ? left : [left];
  const second: readonly unknown[] = Array.isArray(right) ? right : [right];
  charge(first.length + second.length);
  return first.concat(second);
}

/** A number as JSONata prints it: at most 15 significant digits. */
export function printedNumber(value: number): number {
  return Number.isInteger(value) ? value : Number(value.toPrecision(15));
}

/** The text form of a value; nothing has none. */
export function textOf(value: unknown, indent = 0): string | undefined {
  if (value === undefined || typeof value === 'string') return value;
  if (typeof value === 'function') return '';
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new ExpressionError('D3001', -1, { value });
    return String(printedNumber(value));
  }
  const outer = Array.isArray(value) && (value as Marked).outer ? value[0] : value;
  const text = jsonOf(outer, indent, '\n', 0);
  chargeText(text?.length ?? 0);
  return text;
}

function jsonOf(value: unknown, indent: number, newline: string, depth: number): string | undefined {
  switch (typeof value) {
    case 'string':
      chargeText(value.length);
      return JSON.stringify(value);
    case 'number':
      return Number.isNaN(value) ? 'null' : isNumber(value) ? String(printedNumber(value)) : 'null';
    case 'boolean':
      return value ? 'true' : 'false';
    case 'function':
      return '""';
    case 'object':
      break;
    default:
      return undefined;
  }
  if (value === null) return 'null';
  checkDataDepth(depth);
  const inner = newline + ' '.repeat(indent);
  const parts: string[] = [];
  if (Array.isArray(value)) {
    charge(value.length);
    for (const item of value) parts.push(jsonOf(item, indent, inner, depth + 1) ?? 'null');
    if (parts.length === 0) return '[]';
    return indent === 0 ? `[${parts.join(',')}]` : `[${inner}${parts.join(`,${inner}`)}${newline}]`;
  }
  const colon = indent === 0 ? ':' : ': ';
  for (const key of keysOf(value)) {
    const text = jsonOf((value as Record<string, unknown>)[key], indent, inner, depth + 1);
    if (text !== undefined) parts.push(JSON.stringify(key) + colon + text);
  }
  if (parts.length === 0) return '{}';
  return indent === 0 ? `{${parts.join(',')}}` : `{${inner}${parts.join(`,${inner}`)}${newline}}`;
}
