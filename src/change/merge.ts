// Three-way merge of values: what became of a base on one side is done on the other, member by member and item by item. Where both
// sides changed the same place in different ways, one side stays and the conflict is told; nothing is guessed.
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../kube/object.ts';
import { mergeKeyFor } from './delta.ts';
import { sameJson } from './patch.ts';
import { joinPointer } from './pointer.ts';

/** A place that both sides changed; a side without it has no such member. */
export interface MergeConflict {
  /** JSON pointer into the merged value. */
  readonly pointer: string;
  readonly base?: Json;
  readonly ours?: Json;
  readonly theirs?: Json;
}

/** The merged value, and the places where both sides are other than the base and each other. */
export interface Merged {
  readonly value: Json;
  readonly conflicts: readonly MergeConflict[];
}

/** A value, or nothing: the member is not there. */
type Maybe = Json | undefined;

/** How values are merged. */
export interface MergeOptions {
  /** Whether two values are one; may take scalars for one value that are written otherwise. */
  readonly isSame?: (a: Json, b: Json) => boolean;
  /** The side that stays where both changed a place; ours, unless it is said. */
  readonly prefer?: 'ours' | 'theirs';
}

interface Merging extends Required<MergeOptions> {
  readonly conflicts: MergeConflict[];
}

/** Does to `ours` what leads from `base` to `theirs`. */
export function mergeThree(base: Json, ours: Json, theirs: Json, options: MergeOptions = {}): Merged {
  const merging: Merging = { isSame: sameJson, prefer: 'ours', ...options, conflicts: [] };
  const value = merge(base, ours, theirs, '', '', merging);
  return { value: value ?? null, conflicts: merging.conflicts };
}

function merge(base: Maybe, ours: Maybe, theirs: Maybe, pointer: string, field: string, merging: Merging): Maybe {
  const same = (a: Maybe, b: Maybe) => a === b || (a !== undefined && b !== undefined && merging.isSame(a, b));
  if (same(ours, theirs) || same(base, theirs)) return ours;
  if (same(base, ours)) return theirs;
  if (isJsonObject(ours) && isJsonObject(theirs) && (base === undefined || isJsonObject(base)))
    return mergeMembers(base ?? {}, ours, theirs, pointer, merging);
  if (isJsonList(ours) && isJsonList(theirs) && (base === undefined || isJsonList(base))) {
    const lists: readonly (readonly Json[])[] = [base ?? [], ours, theirs];
    const keyOf = mergeKeyFor(field, ...lists) ?? itself(lists);
    if (keyOf) return mergeItems(base ?? [], ours, theirs, keyOf, pointer, merging);
  }
  merging.conflicts.push({
    pointer,
    ...(base !== undefined && { base }),
    ...(ours !== undefined && { ours }),
    ...(theirs !== undefined && { theirs }),
  });
  return merging.prefer === 'ours' ? ours : theirs;
}

function mergeMembers(base: JsonObject, ours: JsonObject, theirs: JsonObject, pointer: string, merging: Merging): Json {
  const merged: [string, Json][] = [];
  for (const name of orderOf(Object.keys(ours), Object.keys(theirs))) {
    const [b, o, t] = [base, ours, theirs].map((side) => (Object.hasOwn(side, name) ? side[name] : undefined));
    const value = merge(b, o, t, joinPointer(pointer, name), name, merging);
    if (value !== undefined) merged.push([name, value]);
  }
  return Object.fromEntries(merged);
}

/** Our names in our order; a new one comes behind the name that it follows on their side. */
function orderOf(ours: readonly string[], theirs: readonly string[]): readonly string[] {
  const known = new Set(ours);
  const followers = new Map<string | undefined, string[]>();
  let previous: string | undefined;
  for (const name of theirs) {
    if (known.has(name)) previous = name;
    else followers.set(previous, [...(followers.get(previous) ?? []), name]);
  }
  const first = followers.get(undefined) ?? [];
  const rest = ours.flatMap((name) => [name, ...(followers.get(name) ?? [])]);
  // What comes first on their side stands behind on ours, where all names may be in another order.
  return [...rest, ...first];
}

/** Lists in which no value stands twice: an item is told by itself. */
function itself(lists: readonly (readonly Json[])[]): ((item: Json) => string) | undefined {
  const keyOf = (item: Json) => JSON.stringify(item);
  return lists.every((list) => new Set(list.map(keyOf)).size === list.length) ? keyOf : undefined;
}

/** Items by their keys, in our order; a new one comes behind the item that it follows on their side. */
function mergeItems(
  base: readonly Json[],
  ours: readonly Json[],
  theirs: readonly Json[],
  keyOf: (item: Json) => string,
  pointer: string,
  merging: Merging,
): Json {
  const [b, o, t] = [base, ours, theirs].map((list) => new Map(list.map((item) => [keyOf(item), item])));
  const merged: { readonly key: string; readonly value: Json }[] = [];
  for (const [key, item] of o!) {
    const value = merge(b!.get(key), item, t!.get(key), joinPointer(pointer, merged.length), '', merging);
    if (value !== undefined) merged.push({ key, value });
  }
  let previous = -1;
  for (const [key, item] of t!) {
    const at = merged.findIndex((one) => one.key === key);
    if (at >= 0) {
      previous = at;
      continue;
    }
    if (o!.has(key)) continue;
    const value = merge(b!.get(key), undefined, item, joinPointer(pointer, previous + 1), '', merging);
    if (value === undefined) continue;
    merged.splice(++previous, 0, { key, value });
  }
  return merged.map(({ value }) => value);
}
