// Lists of the types `set` and `map` hold no item and no key twice. Source: k8s.io/apiextensions-apiserver
// pkg/apiserver/schema/listtype.
import { isJsonList, isJsonObject, type Json } from '../kube/object.ts';
import { additionalOf, propertyOf, someSchema } from './custom-schema.ts';
import { along, below, type Fault, faultOf, named } from './fault.ts';
import { jsonKey } from './same-json.ts';
import type { ApiSchema } from './schema.ts';

/** True where a schema has lists that need to be looked at. */
export function hasUniqueLists(schema: ApiSchema): boolean {
  return someSchema(
    schema,
    (one) => one['x-kubernetes-list-type'] === 'set' || one['x-kubernetes-list-type'] === 'map',
  );
}

/** Finds repeated items and keys in a value and below it. */
export function repeatedItems(value: Json, schema: ApiSchema): Fault[] | undefined {
  let faults: Fault[] | undefined;
  if (isJsonList(value)) {
    faults = ofList(value, schema);
    for (let index = 0; schema.items && index < value.length; index++) {
      const found = repeatedItems(value[index]!, schema.items);
      if (found !== undefined) faults = below(faults, found, index);
    }
  } else if (isJsonObject(value)) {
    for (const key in value) {
      const inner = propertyOf(schema, key) ?? additionalOf(schema);
      const found = inner && repeatedItems(value[key]!, inner);
      if (found !== undefined) faults = below(faults, found, key);
    }
  }
  return faults;
}

function ofList(list: readonly Json[], schema: ApiSchema): Fault[] | undefined {
  const type = schema['x-kubernetes-list-type'];
  if (type === 'set')
    return repeated(list.map(jsonKey), (index) => {
      return ({ field }) => `\`${field}\` repeats ${named(list[index])}, and the list takes each value once`;
    });
  if (type !== 'map') return undefined;
  const odd = list.findIndex((item) => item !== null && !isJsonObject(item));
  if (odd >= 0)
    return [faultOf('invalid', ({ field }) => `\`${field}\` takes an object, not ${named(list[odd])}`, [odd])];
  const keys = schema['x-kubernetes-list-map-keys'] ?? [];
  return repeated(
    list.map((item) =>
      keys.map((key) => (isJsonObject(item) && Object.hasOwn(item, key) ? jsonKey(item[key]) : '')).join(' '),
    ),
    () => {
      return ({ field }) =>
        `\`${field}\` repeats ${keys.map((key) => `\`${key}\``).join(' and ')} of an item before it`;
    },
  );
}

/** One fault for each value that is there again, at its second place. */
function repeated(keys: readonly string[], say: (index: number) => Fault['say']): Fault[] | undefined {
  const seen = new Map<string, number>();
  let faults: Fault[] | undefined;
  for (const [index, key] of keys.entries()) {
    const times = (seen.get(key) ?? 0) + 1;
    seen.set(key, times);
    if (times === 2) faults = along(faults, faultOf('duplicate', say(index), [index]));
  }
  return faults;
}
