// The object while it is completed: a copy that may be written to, and what its values mean to the server.
import { isJsonList, type Json } from '../kube/object.ts';

/** A JSON value that may be written to. */
export type Draft = Json | Draft[] | DraftObject;

/** A JSON object that may be written to. */
export interface DraftObject {
  [key: string]: Draft;
}

/** True for an object (neither a list nor null). */
export function isDraftObject(value: unknown): value is DraftObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A value of the object's own; undefined for what it has not (`constructor` is no field). */
export function fieldOf(object: Readonly<DraftObject>, field: string): Draft | undefined {
  return Object.hasOwn(object, field) ? object[field] : undefined;
}

/** True for an empty text, list or object, null and what is not there. 0 and false are something. */
export function isEmpty(value: Draft | undefined): boolean {
  if (value === undefined || value === null || value === '') return true;
  if (isJsonList(value)) return value.length === 0;
  return isDraftObject(value) && Object.keys(value).length === 0;
}

/** A copy that shares nothing with the value. */
export function copyOf(value: Draft): Draft {
  if (isJsonList(value)) return value.map(copyOf);
  if (!isDraftObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, copyOf(item)]));
}
