// Members of completed objects, read as Go's types hold them: what is absent, null or of another type counts as the type's zero
// value (the schema reports it). Judges nothing.
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../kube/object.ts';

const NOTHING: JsonObject = Object.freeze({});
const NO_ITEMS: readonly never[] = Object.freeze([]);

/** A member of the object's own; undefined for what is absent or null (`constructor` is no member). */
export function memberOf(object: JsonObject, name: string): Json | undefined {
  return Object.hasOwn(object, name) ? (object[name] ?? undefined) : undefined;
}

/** True where the member is there and not null. */
export function has(object: JsonObject, name: string): boolean {
  return memberOf(object, name) !== undefined;
}

/** The text, or '' as Go has it for one that is absent. */
export function textOf(object: JsonObject, name: string): string {
  const value = memberOf(object, name);
  return typeof value === 'string' ? value : '';
}

/** The text of a pointer field: undefined where it is absent, '' where it was given as that. */
export function optionalTextOf(object: JsonObject, name: string): string | undefined {
  const value = memberOf(object, name);
  return typeof value === 'string' ? value : undefined;
}

/** The number, undefined where there is none. */
export function numberOf(object: JsonObject, name: string): number | undefined {
  const value = memberOf(object, name);
  return typeof value === 'number' ? value : undefined;
}

/** True where the member is true; false and absent alike are not. */
export function isTrue(object: JsonObject, name: string): boolean {
  return memberOf(object, name) === true;
}

/** The boolean of a pointer field, undefined where it is absent. */
export function booleanOf(object: JsonObject, name: string): boolean | undefined {
  const value = memberOf(object, name);
  return typeof value === 'boolean' ? value : undefined;
}

/** The object, undefined where there is none. */
export function objectOf(object: JsonObject, name: string): JsonObject | undefined {
  const value = memberOf(object, name);
  return isJsonObject(value) ? value : undefined;
}

/** The object, an empty one where there is none. */
export function structOf(object: JsonObject, name: string): JsonObject {
  return objectOf(object, name) ?? NOTHING;
}

/** The items of a list, none where there is no list. */
export function listOf(object: JsonObject, name: string): readonly Json[] {
  const value = memberOf(object, name);
  return isJsonList(value) ? value : NO_ITEMS;
}

/** The items of a list of objects; what is no object counts as an empty one, so that every item keeps its index. */
export function objectsOf(object: JsonObject, name: string): readonly JsonObject[] {
  const items = listOf(object, name);
  return items.every(isJsonObject) ? items : items.map((item) => (isJsonObject(item) ? item : NOTHING));
}

/** The items of a list of texts; what is no text counts as ''. */
export function textsOf(object: JsonObject, name: string): readonly string[] {
  const items = listOf(object, name);
  return items.every((item) => typeof item === 'string')
    ? items
    : items.map((item) => (typeof item === 'string' ? item : ''));
}

/** Keys and texts of a map of texts; what is no text counts as ''. */
export function textEntriesOf(object: JsonObject, name: string): readonly (readonly [string, string])[] {
  const map = objectOf(object, name);
  if (!map) return NO_ITEMS;
  return Object.keys(map).map((key) => [key, textOf(map, key)]);
}

/** True for a value that Go's types do not tell from an absent one: null, '', 0, false, an empty list or object. */
export function isZero(value: Json | undefined): boolean {
  if (value === undefined || value === null || value === '' || value === 0 || value === false) return true;
  if (isJsonList(value)) return value.length === 0;
  return isJsonObject(value) && Object.keys(value).length === 0;
}

/**
 * Whether two completed values are the same to the API server (apiequality.Semantic): null, an empty list and what is absent
 * are one; the order of keys is free. Quantities are canonical already, but for those of another notation.
 */
export function isSame(left: Json | undefined, right: Json | undefined): boolean {
  if (left === right) return true;
  if (isNothing(left) && isNothing(right)) return true;
  if (isJsonList(left)) {
    if (!isJsonList(right) || left.length !== right.length) return false;
    return left.every((item, index) => isSame(item, right[index]));
  }
  if (!isJsonObject(left) || !isJsonObject(right)) return false;
  for (const key in left) if (Object.hasOwn(left, key) && !isSame(left[key], memberOf(right, key))) return false;
  for (const key in right) {
    if (Object.hasOwn(right, key) && !Object.hasOwn(left, key) && !isNothing(right[key])) return false;
  }
  return true;
}

/** An empty struct is something: completed objects have no empty maps beside it. */
function isNothing(value: Json | undefined): boolean {
  return value === undefined || value === null || (isJsonList(value) && value.length === 0);
}
