// Reading lists and maps, whatever they are made of: items by position, entries by key, keys in order.
import { fromJson } from './convert.ts';
import { Fault } from './fault.ts';
import { escapeName, unescapeName } from './identifier.ts';
import { RAW, type Shape } from './shape.ts';
import { type CelValue, type Entries, entryKey, type List, type Members } from './value.ts';

/** An item that exists; raises a fault where its JSON does not fit the schema. */
export function itemAt(list: List, index: number): CelValue {
  const item = list.items[index];
  return list.shape ? fromJson(item, list.shape) : (item as CelValue);
}

/** All items; raises a fault for the first that does not fit. */
export function itemsOf(list: List): readonly CelValue[] {
  const { shape } = list;
  return shape ? list.items.map((item) => fromJson(item, shape)) : (list.items as readonly CelValue[]);
}

/** Number of entries of a map, those that its schema does not know included. */
export function mapSize(map: Entries | Members): number {
  return map.kind === 'entries' ? map.entries.size : Object.keys(map.json).length;
}

/** Shape of a member of an object; undefined for one that the schema does not know. */
export function memberShape({ shape }: Members, name: string): Shape | undefined {
  switch (shape.kind) {
    case 'raw':
      return RAW;
    case 'map':
      return shape.inner;
    case 'object':
      return shape.properties?.get(name);
    default:
      return undefined;
  }
}

/** The value of a member by its own name; undefined where it is absent or, in an object, null. */
export function memberOf(map: Members, name: string): CelValue | undefined {
  const { json, shape } = map;
  if (!Object.hasOwn(json, name)) return undefined;
  const value = json[name];
  if (value === null && shape.kind === 'object') return undefined;
  const inner = memberShape(map, name);
  return inner && fromJson(value, inner);
}

/** The value under a key, undefined where there is none; raises a fault where the key can be no key of this map. */
export function find(map: Entries | Members, key: CelValue): CelValue | undefined {
  if (map.kind === 'entries') {
    const name = entryKey(key);
    return name === undefined ? undefined : map.entries.get(name)?.[1];
  }
  if (typeof key !== 'string') {
    if (map.shape.kind === 'raw') return undefined;
    throw new Fault('a key of this map is a string');
  }
  const name = map.shape.kind === 'object' ? unescapeName(key) : key;
  return name === undefined ? undefined : memberOf(map, name);
}

/** Keys in the order in which they were written; of an object its identifiers. */
export function keysOf(map: Entries | Members): readonly CelValue[] {
  if (map.kind === 'entries') return [...map.entries.values()].map(([key]) => key);
  const names = Object.keys(map.json).filter((name) => memberShape(map, name));
  return map.shape.kind === 'object' ? names.map((name) => escapeName(name) ?? name) : names;
}
