// The key of a list item as one text: equal exactly for equal values.
import { isJsonObject, type Json } from '../kube/object.ts';

/** Fields with a default: an item that leaves them out has the default as its key. */
export const KEY_DEFAULTS: Readonly<Record<string, string>> = { protocol: 'TCP', namespace: '' };

/** A text alone stands for itself as long as it cannot be mistaken for another key. */
export function keyText(values: readonly Json[]): string {
  const [first] = values;
  if (values.length === 1 && typeof first === 'string' && !first.startsWith('[')) return first;
  return JSON.stringify(values);
}

/** The key of an item of a resource; undefined where it lacks the first field. */
export function keyOfItem(item: Json, key: readonly string[]): string | undefined {
  if (!isJsonObject(item)) return undefined;
  const [first] = key;
  if (key.length === 1 && first !== undefined) {
    const value = item[first];
    return value === undefined ? undefined : keyText([value]);
  }
  const values: Json[] = [];
  for (const [index, field] of key.entries()) {
    const value = item[field] ?? (index > 0 ? KEY_DEFAULTS[field] : undefined);
    if (value === undefined) return undefined;
    values.push(value);
  }
  return keyText(values);
}
