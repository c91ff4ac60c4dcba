// Whole numbers that no double holds. JSON values here are plain numbers, because rules at every gate see doubles; the exact digits
// are kept beside them, in a tree that has only the members on the way to such a number.
import { parsePointer } from '../change/pointer.ts';
import type { Json } from '../kube/object.ts';

/** The exact number itself, or those below the members (or list items, by index) of a value. */
export type ExactNumbers = bigint | ReadonlyMap<string, ExactNumbers>;

/** A value as it is read, before `rounded`. */
export type Unrounded =
  | null
  | boolean
  | number
  | string
  | bigint
  | readonly Unrounded[]
  | { readonly [name: string]: Unrounded };

/** A value in which every number is a double, and what was lost by that. */
export interface Rounded {
  readonly value: Json;
  readonly exact: ExactNumbers | undefined;
}

/** Replaces, in place, every bigint of a value by the nearest double, as `JSON.parse` reads it. */
export function rounded(value: Unrounded): Rounded {
  if (typeof value === 'bigint') return { value: Number(value), exact: value };
  if (typeof value !== 'object' || value === null) return { value, exact: undefined };
  const members = value as Record<string, Unrounded>;
  let exact: Map<string, ExactNumbers> | undefined;
  for (const name of Object.keys(members)) {
    const below = rounded(members[name]!);
    if (below.exact === undefined) continue;
    // A member called `__proto__` is its own here and stays so.
    if (typeof below.exact === 'bigint') Object.defineProperty(members, name, { value: below.value });
    exact ??= new Map();
    exact.set(name, below.exact);
  }
  return { value: value as Json, exact };
}

/** What is exact below a member or list item. */
export function exactBelow(exact: ExactNumbers | undefined, name: string | number): ExactNumbers | undefined {
  return typeof exact === 'object' ? exact.get(String(name)) : undefined;
}

/** The whole number that a pointer into the value names where no double holds it; undefined everywhere else. */
export function exactAt(exact: ExactNumbers | undefined, pointer: string): bigint | undefined {
  if (exact === undefined) return undefined;
  let at: ExactNumbers | undefined = exact;
  for (const token of parsePointer(pointer) ?? []) at = exactBelow(at, token);
  return typeof at === 'bigint' ? at : undefined;
}

/**
 * JSON text of a value, with the exact digits where the value still holds the double that stands for them. For the object that was
 * read and for one made of it, as long as its lists keep their order.
 */
export function exactJson(value: Json, exact: ExactNumbers | undefined): string {
  if (exact === undefined) return JSON.stringify(value);
  if (typeof exact === 'bigint') return value === Number(exact) ? String(exact) : JSON.stringify(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((one, index) => exactJson(one, exact.get(String(index)))).join(',')}]`;
  const members = Object.entries(value as Record<string, Json>);
  return `{${members.map(([name, one]) => `${JSON.stringify(name)}:${exactJson(one, exact.get(name))}`).join(',')}}`;
}
