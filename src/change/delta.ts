// What differs between the old and the new object, leaf by leaf. List items are paired by their Kubernetes merge key, not by position.

import { MERGE_KEYS } from '../kube/merge-keys.ts';
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../kube/object.ts';
import { joinPointer } from './pointer.ts';

/** One changed leaf; `before` is missing for an added one, `after` for a removed one. */
export interface Delta {
  /** JSON pointer into the new object; an item that was removed from a list stands at `-` (RFC 6901: no such item). */
  readonly pointer: string;
  readonly before?: Json;
  readonly after?: Json;
}

/** Fields that the API server keeps for itself: never a change of the user's. */
const SERVER_FIELDS: ReadonlySet<string> = new Set([
  '/status',
  '/metadata/creationTimestamp',
  '/metadata/deletionGracePeriodSeconds',
  '/metadata/deletionTimestamp',
  '/metadata/generation',
  '/metadata/managedFields',
  '/metadata/resourceVersion',
  '/metadata/selfLink',
  '/metadata/uid',
]);

/** The index of an item that the new list no longer has. */
const REMOVED = '-';

/** All changed leaves, in the order of the new object, removed ones behind. A missing side makes every leaf a change. */
export function deltaOf(before: JsonObject | undefined, after: JsonObject | undefined): readonly Delta[] {
  const changes: Delta[] = [];
  compare(before, after, '', '', changes);
  return changes;
}

function compare(
  before: Json | undefined,
  after: Json | undefined,
  pointer: string,
  field: string,
  out: Delta[],
): void {
  if (before === after || SERVER_FIELDS.has(pointer)) return;
  if (isJsonObject(before ?? after) && isJsonObject(after ?? before)) {
    compareObjects(before as JsonObject | undefined, after as JsonObject | undefined, pointer, out);
  } else if (isJsonList(before ?? after) && isJsonList(after ?? before)) {
    compareLists((before ?? []) as readonly Json[], (after ?? []) as readonly Json[], pointer, field, out);
    if ((before === undefined && isEmpty(after)) || (after === undefined && isEmpty(before)))
      out.push(leaf(pointer, before, after));
  } else {
    out.push(leaf(pointer, before, after));
  }
}

const isEmpty = (value: Json | undefined) => isJsonList(value) && value.length === 0;

function leaf(pointer: string, before: Json | undefined, after: Json | undefined): Delta {
  return { pointer, ...(before !== undefined && { before }), ...(after !== undefined && { after }) };
}

function compareObjects(
  before: JsonObject | undefined,
  after: JsonObject | undefined,
  pointer: string,
  out: Delta[],
): void {
  const own = (side: JsonObject | undefined, key: string) => (side && Object.hasOwn(side, key) ? side[key] : undefined);
  const keys = new Set([...Object.keys(after ?? {}), ...Object.keys(before ?? {})]);
  if (keys.size === 0 && (before === undefined || after === undefined)) out.push(leaf(pointer, before, after));
  for (const key of keys) compare(own(before, key), own(after, key), joinPointer(pointer, key), key, out);
}

function compareLists(
  before: readonly Json[],
  after: readonly Json[],
  pointer: string,
  field: string,
  out: Delta[],
): void {
  const keyOf = mergeKeyFor(field, before, after);
  if (!keyOf) {
    after.forEach((item, index) => compare(before[index], item, joinPointer(pointer, index), '', out));
    for (const item of before.slice(after.length)) compare(item, undefined, joinPointer(pointer, REMOVED), '', out);
    return;
  }
  const old = new Map(before.map((item) => [keyOf(item), item]));
  after.forEach((item, index) => compare(old.get(keyOf(item)), item, joinPointer(pointer, index), '', out));
  const kept = new Set(after.map(keyOf));
  for (const item of before)
    if (!kept.has(keyOf(item))) compare(item, undefined, joinPointer(pointer, REMOVED), '', out);
}

/** The first merge key of a field's lists that all items of all lists carry and no two items of one share: what tells an item from others. */
export function mergeKeyFor(
  field: string,
  ...lists: readonly (readonly Json[])[]
): ((item: Json) => string) | undefined {
  const candidates = Object.hasOwn(MERGE_KEYS, field) ? MERGE_KEYS[field] : undefined;
  for (const names of candidates ?? []) {
    const [first, ...rest] = names;
    const keyOf = (item: Json) =>
      isJsonObject(item) ? JSON.stringify([first, ...rest].map((name) => item[name ?? ''] ?? null)) : '';
    const carries = (item: Json) => isJsonObject(item) && Object.hasOwn(item, first ?? '');
    const distinct = (list: readonly Json[]) => new Set(list.map(keyOf)).size === list.length;
    if (lists.every((list) => list.every(carries) && distinct(list))) return keyOf;
  }
  return undefined;
}
