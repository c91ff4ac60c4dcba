// Which item of an old list an item of the new one replaces: only lists of the type `map` tell, by their keys
// (k8s.io/apiserver pkg/cel/common, MapList).
import { isJsonList, isJsonObject, type Json } from '../kube/object.ts';
import { jsonKey } from './same-json.ts';
import type { ApiSchema } from './schema.ts';

/** Finds the old item for a new one; undefined where the list does not tell. */
export function oldItems(schema: ApiSchema, old: Json | undefined): ((item: Json) => Json | undefined) | undefined {
  const keys = schema['x-kubernetes-list-map-keys'];
  if (schema['x-kubernetes-list-type'] !== 'map' || !keys || !isJsonList(old)) return undefined;
  const byKey = new Map<string, Json>();
  for (const item of old) {
    const key = keyOf(item, keys);
    // of items with the same keys the first one counts
    if (key !== undefined && !byKey.has(key)) byKey.set(key, item);
  }
  return (item) => {
    const key = keyOf(item, keys);
    return key === undefined ? undefined : byKey.get(key);
  };
}

function keyOf(item: Json, keys: readonly string[]): string | undefined {
  if (!isJsonObject(item)) return undefined;
  return keys.map((key) => (Object.hasOwn(item, key) ? jsonKey(item[key]) : '')).join(' ');
}
