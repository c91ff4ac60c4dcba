// A member whose value is null is absent for rules, at every gate: this is the one place where it disappears.
import { isJsonList, type Json, type JsonObject } from '../kube/object.ts';

/** The object without members that are null; items of lists stay. The object itself when it has none. */
export function withoutNulls(object: JsonObject): JsonObject {
  return strip(object) as JsonObject;
}

function strip(value: Json): Json {
  if (typeof value !== 'object' || value === null) return value;
  return isJsonList(value) ? stripList(value) : stripObject(value);
}

function stripList(list: readonly Json[]): readonly Json[] {
  let copy: Json[] | undefined;
  for (let i = 0; i < list.length; i++) {
    const item = list[i] as Json;
    const stripped = strip(item);
    if (stripped !== item) {
      copy ??= list.slice();
      copy[i] = stripped;
    }
  }
  return copy ?? list;
}

function stripObject(object: JsonObject): JsonObject {
  // Most objects have none: nothing is allocated before the first.
  let kept: [string, Json][] | undefined;
  const keys = Object.keys(object);
  for (let index = 0; index < keys.length; index++) {
    const key = keys[index]!;
    const member = object[key] as Json;
    const stripped = member === null ? null : strip(member);
    if (!kept && (member === null || stripped !== member))
      kept = keys.slice(0, index).map((before) => [before, object[before] as Json]);
    if (kept && member !== null) kept.push([key, stripped]);
  }
  return kept ? Object.fromEntries(kept) : object;
}
