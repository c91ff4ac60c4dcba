// Whether two JSON values are the same, whatever the order of their keys.
import { isJsonList, isJsonObject, type Json } from '../kube/object.ts';

/** True for equal values. */
export function sameJson(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true;
  if (isJsonList(a))
    return isJsonList(b) && a.length === b.length && a.every((item, index) => sameJson(item, b[index]));
  if (!isJsonObject(a) || !isJsonObject(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && sameJson(a[key], b[key]))
  );
}

/** A text that is equal exactly for equal values. */
export function jsonKey(value: Json | undefined): string {
  if (isJsonList(value)) return `[${value.map(jsonKey).join(',')}]`;
  if (!isJsonObject(value)) return JSON.stringify(value) ?? 'undefined';
  const keys = Object.keys(value).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${jsonKey(value[key])}`).join(',')}}`;
}
