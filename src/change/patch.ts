// JSON Patch (RFC 6902) on values, as far as remedies and fixes use it: applied, and found between two values. Text is edited by
// manifest/edit.ts.
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../kube/object.ts';
import { quoted } from '../kube/quoted.ts';
import { mergeKeyFor } from './delta.ts';
import { escapeToken, isListIndex, parsePointer } from './pointer.ts';

/** One operation of a JSON Patch. */
export interface PatchOperation {
  readonly op: 'add' | 'replace' | 'remove';
  readonly path: string;
  readonly value?: Json;
}

/** An operation that says where a new member stands, for those who keep the order of a text. */
export interface PlacedOperation extends PatchOperation {
  /** The member that it comes behind; undefined for the end. */
  readonly behind?: string;
}

/** The changed value, or which operation has no place, and why. */
export type Patched =
  | { readonly ok: true; readonly value: Json }
  | { readonly ok: false; readonly operation: number; readonly message: string };

/** Applies operations one after the other; what is given is not changed. */
export function applyPatch(value: Json, operations: readonly PatchOperation[]): Patched {
  let current = value;
  for (const [index, operation] of operations.entries()) {
    const tokens = parsePointer(operation.path);
    const done =
      tokens === undefined ? `${quoted(operation.path)} is no pointer` : changed(current, tokens, 0, operation);
    if (typeof done === 'string') return { ok: false, operation: index, message: done };
    current = done.value;
  }
  return { ok: true, value: current };
}

/** The value with one change below it, or why there is no such place. */
function changed(
  at: Json,
  tokens: readonly string[],
  depth: number,
  { op, path, value = null }: PatchOperation,
): { readonly value: Json } | string {
  const token = tokens[depth];
  if (token === undefined) return op === 'remove' ? 'the whole value cannot be removed' : { value };
  const isLast = depth === tokens.length - 1;
  const below = (child: Json) => changed(child, tokens, depth + 1, { op, path, value });
  if (isJsonList(at)) {
    const index = token === '-' && isLast && op === 'add' ? at.length : isListIndex(token) ? Number(token) : -1;
    const isThere = index >= 0 && index < at.length;
    if (!isThere && !(isLast && op === 'add' && index === at.length)) return missing(path);
    if (isLast && op === 'add') return { value: at.toSpliced(index, 0, value) };
    if (isLast && op === 'remove') return { value: at.toSpliced(index, 1) };
    const child = below(at[index]!);
    return typeof child === 'string' ? child : { value: at.with(index, child.value) };
  }
  if (!isJsonObject(at)) return missing(path);
  const isThere = Object.hasOwn(at, token);
  if (!isThere && !(isLast && op === 'add')) return missing(path);
  if (isLast && op === 'remove')
    return { value: Object.fromEntries(Object.entries(at).filter(([key]) => key !== token)) };
  const child = isThere ? below(at[token]!) : { value };
  if (typeof child === 'string') return child;
  // A spread and a computed key: a member called `__proto__` stays a member.
  return { value: { ...at, [token]: child.value } };
}

function missing(path: string): string {
  return `there is no ${quoted(path)}`;
}

/**
 * Operations that make `after` of `before` and touch no more than what differs. Lists keep the items that have the same merge key,
 * or else the same place counted from the nearer end.
 */
export function patchBetween(before: Json, after: Json): readonly PlacedOperation[] {
  const operations: PlacedOperation[] = [];
  compare(before, after, '', '', operations);
  return operations;
}

function compare(before: Json, after: Json, path: string, field: string, out: PlacedOperation[]): void {
  if (sameJson(before, after)) return;
  if (isJsonObject(before) && isJsonObject(after)) compareMembers(before, after, path, out);
  else if (isJsonList(before) && isJsonList(after)) compareItems(before, after, path, field, out);
  else out.push({ op: 'replace', path, value: after });
}

function compareMembers(before: JsonObject, after: JsonObject, path: string, out: PlacedOperation[]): void {
  if (isOther(Object.keys(before), Object.keys(after), (name) => Object.hasOwn(before, name))) {
    out.push({ op: 'replace', path, value: after });
    return;
  }
  for (const name of Object.keys(before))
    if (!Object.hasOwn(after, name)) out.push({ op: 'remove', path: `${path}/${escapeToken(name)}` });
  let previous: string | undefined;
  for (const [name, value] of Object.entries(after)) {
    const below = `${path}/${escapeToken(name)}`;
    if (Object.hasOwn(before, name)) compare(before[name]!, value, below, name, out);
    else out.push({ op: 'add', path: below, value, ...(previous !== undefined && { behind: previous }) });
    previous = name;
  }
}

function compareItems(
  before: readonly Json[],
  after: readonly Json[],
  path: string,
  field: string,
  out: PlacedOperation[],
): void {
  const partner = partners(before, after, mergeKeyFor(field, before, after));
  const kept = new Set(partner);
  if (isOther(before, partner, (old) => old !== undefined)) {
    out.push({ op: 'replace', path, value: after });
    return;
  }
  for (let index = before.length - 1; index >= 0; index--)
    if (!kept.has(index)) out.push({ op: 'remove', path: `${path}/${index}` });
  for (const [index, value] of after.entries()) {
    const old = partner[index];
    if (old === undefined) out.push({ op: 'add', path: `${path}/${index}`, value });
    else compare(before[old]!, value, `${path}/${index}`, '', out);
  }
}

/** Whether nothing of the old entries is kept, and both sides have some: then one is replaced by the other. */
function isOther<T>(before: readonly unknown[], after: readonly T[], isKept: (one: T) => boolean): boolean {
  return before.length > 0 && after.length > 0 && !after.some(isKept);
}

/** For each new item the index of the old one that it is made of; rising, so that no item has to move. */
function partners(
  before: readonly Json[],
  after: readonly Json[],
  keyOf: ((item: Json) => string) | undefined,
): readonly (number | undefined)[] {
  if (keyOf) {
    const places = new Map(before.map((item, index) => [keyOf(item), index]));
    return rising(after.map((item) => places.get(keyOf(item))));
  }
  let head = 0;
  while (head < before.length && head < after.length && sameJson(before[head]!, after[head]!)) head++;
  let tail = 0;
  while (
    tail < Math.min(before.length, after.length) - head &&
    sameJson(before[before.length - 1 - tail]!, after[after.length - 1 - tail]!)
  )
    tail++;
  const shift = before.length - after.length;
  return after.map((_, index) => {
    if (index >= after.length - tail) return index + shift;
    return index < before.length - tail ? index : undefined;
  });
}

/** The longest rising run of the places, all others left out: found with the least last place of each length. */
function rising(places: readonly (number | undefined)[]): readonly (number | undefined)[] {
  const ends: number[] = [];
  const previous = new Map<number, number | undefined>();
  for (const [index, place] of places.entries()) {
    if (place === undefined) continue;
    let low = 0;
    for (let high = ends.length; low < high; ) {
      const middle = (low + high) >> 1;
      if (places[ends[middle]!]! < place) low = middle + 1;
      else high = middle;
    }
    previous.set(index, ends[low - 1]);
    ends[low] = index;
  }
  const taken = new Set<number>();
  for (let at = ends.at(-1); at !== undefined; at = previous.get(at)) taken.add(at);
  return places.map((place, index) => (taken.has(index) ? place : undefined));
}

/** Whether two values are the same JSON; the order of members means nothing. */
export function sameJson(a: Json, b: Json): boolean {
  if (a === b) return true;
  if (isJsonList(a)) return isJsonList(b) && a.length === b.length && a.every((one, index) => sameJson(one, b[index]!));
  if (!isJsonObject(a) || !isJsonObject(b)) return false;
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length &&
    names.every((name) => Object.hasOwn(b, name) && sameJson(a[name]!, b[name]!))
  );
}
