// Equality as `==`, `!=` and `in` see it. Lists of the API compare as their list type says: by position, as sets, or by keys; they and
// objects of the API refuse to be compared with another kind of value, where literals are just unequal.
import { fromJson } from './convert.ts';
import { find, itemAt, keysOf, mapSize, memberShape } from './elements.ts';
import { Fault, noOverload, spend } from './fault.ts';
import { compare, numberOf, numericOrder } from './order.ts';
import { compareQuantities } from './quantity.ts';
import type { Shape } from './shape.ts';
import {
  type CelValue,
  type Entries,
  isList,
  isMap,
  kindOf,
  type List,
  type Members,
  type Optional,
  type QuantityValue,
} from './value.ts';

/** `left == right`; raises a fault where the two cannot be compared. */
export function equals(left: CelValue, right: CelValue): boolean {
  if (left === null || right === null) return left === right;
  return equalsOwn(left, right);
}

/** `left == right` as the left value decides it: null is not looked at first. */
export function equalsOwn(left: CelValue, right: CelValue): boolean {
  spend(1);
  const kind = kindOf(left);
  switch (kind) {
    case 'string':
      spend((left as string).length >> 8);
      return left === right;
    case 'null':
    case 'bool':
      return left === right;
    case 'int':
    case 'uint':
    case 'double':
      return equalNumbers(left, right);
    case 'bytes':
      return right instanceof Uint8Array && compare(left, right) === 0;
    case 'timestamp':
    case 'duration':
      return kindOf(right) === kind && compare(left, right) === 0;
    case 'type':
      return kindOf(right) === 'type' && (left as { name: string }).name === (right as { name: string }).name;
    case 'optional':
      return kindOf(right) === 'optional' && equalOptionals(left as Optional, right as Optional);
    case 'list':
      return equalLists(left as List, right);
    case 'entries':
      return equalEntries(left as Entries, right);
    case 'members':
      return equalMembers(left as Members, right);
    case 'quantity':
      if (kindOf(right) !== kind || (right as QuantityValue).computed) noOverload('==');
      return compareQuantities(left as QuantityValue, right as QuantityValue) === 0n;
    default:
      if (kindOf(right) !== kind) noOverload('==');
      return deepEqual(left, right);
  }
}

/** Like `equals`, but what cannot be compared is unequal. */
export function equalOrNot(left: CelValue, right: CelValue, equal = equals): boolean {
  try {
    return equal(left, right);
  } catch (error) {
    if (error instanceof Fault) return false;
    throw error;
  }
}

function equalNumbers(left: CelValue, right: CelValue): boolean {
  const [a, b] = [numberOf(left) as bigint | number, numberOf(right)];
  return b !== undefined && !Number.isNaN(a) && !Number.isNaN(b) && numericOrder(a, b) === 0;
}

function equalOptionals(left: Optional, right: Optional): boolean {
  if (left.value === undefined || right.value === undefined) return left.value === right.value;
  return equalsOwn(left.value, right.value);
}

/** True for lists whose items the API types: they answer with an error where literals answer false. */
const isTyped = (list: List): list is List & { shape: Shape } => list.shape !== undefined && list.shape.kind !== 'raw';

function equalLists(left: List, right: CelValue): boolean {
  if (!isList(right)) return isTyped(left) ? noOverload('==') : false;
  if (left.items.length !== right.items.length) return false;
  if (!isTyped(left))
    return left.items.every((_, index) => !isFalse(() => equals(itemAt(left, index), itemAt(right, index))));
  if (left.merge === 'set') {
    const known = new Set(left.items.map(scalarKey));
    return right.items.every((_, index) => known.has(scalarKey(nativeAt(right, index))));
  }
  if (left.merge) return equalByKeys(left, left.merge, right);
  return left.items.every((_, index) => equalsOwn(itemAt(left, index), itemAt(right, index)));
}

/** Literals pass over what cannot be compared: only a clear "no" makes them unequal. */
function isFalse(equal: () => boolean): boolean {
  try {
    return !equal();
  } catch (error) {
    if (error instanceof Fault) return false;
    throw error;
  }
}

const NATIVE = new Set([
  'string',
  'int',
  'double',
  'bool',
  'uint',
  'object',
  'map',
  'opaque',
  'int-or-string',
  'list',
  'raw',
  'preserved',
]);

/** The JSON behind an item; times and bytes have none, and equal no JSON. */
function nativeAt(list: List, index: number): unknown {
  const item = list.items[index];
  if (list.shape) return NATIVE.has(list.shape.kind) ? item : Symbol('no JSON');
  const kind = kindOf(item as CelValue);
  if (kind === 'members') return (item as Members).json;
  return kind === 'string' || kind === 'bool' || kind === 'int' || kind === 'double' ? item : Symbol('no JSON');
}

/** JSON scalars by type and value, as a Go map keeps them apart. */
function scalarKey(value: unknown): unknown {
  if (typeof value === 'bigint') return `n${value}`;
  return typeof value === 'number' ? `n${value}` : typeof value === 'string' ? `s${value}` : value;
}

function itemKey(json: unknown, keys: readonly string[]): unknown {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return Symbol('no key');
  const object = json as Readonly<Record<string, unknown>>;
  return JSON.stringify(keys.map((key) => (Object.hasOwn(object, key) ? [object[key]] : [])));
}

function equalByKeys(left: List & { shape: Shape }, keys: readonly string[], right: List): boolean {
  const known = new Map(left.items.map((json) => [itemKey(json, keys), json]));
  return right.items.every((_, index) => {
    const key = itemKey(nativeAt(right, index), keys);
    return known.has(key) && equalsOwn(fromJson(known.get(key), left.shape), itemAt(right, index));
  });
}

function equalEntries(left: Entries, right: CelValue): boolean {
  if (!isMap(right) || left.entries.size !== mapSize(right)) return false;
  for (const [key, value] of left.entries.values()) {
    let other: CelValue | undefined;
    try {
      other = find(right, key);
    } catch (error) {
      if (error instanceof Fault) return false;
      throw error;
    }
    if (other === undefined || isFalse(() => equals(value, other))) return false;
  }
  return true;
}

function equalMembers(left: Members, right: CelValue): boolean {
  if (left.shape.kind === 'preserved') return isMap(right) && deepEqual(left.json, (right as Members).json);
  const typed = left.shape.kind !== 'raw';
  if (!isMap(right)) return typed ? noOverload('==') : false;
  if (mapSize(left) !== mapSize(right)) return false;
  for (const name of Object.keys(left.json)) {
    if (!memberShape(left, name)) {
      // The server compares what the schema does not know only where both have it.
      if (right.kind !== 'members') noOverload('==');
      if (Object.hasOwn(right.json, name) && !deepEqual(left.json[name], right.json[name])) return false;
      continue;
    }
    const [mine, other] = [find(left, name), find(right, name)];
    if ((mine === undefined) !== (other === undefined)) return false;
    if (mine === undefined || other === undefined) continue;
    if (typed ? !equalsOwn(mine, other) : isFalse(() => equals(mine, other))) return false;
  }
  return true;
}

/** Whether a list has an item, or a map a key. */
export function contains(container: CelValue, value: CelValue): boolean {
  if (isMap(container)) return find(container, value) !== undefined;
  if (!isList(container)) return noOverload('in');
  let fault: unknown;
  for (let index = 0; index < container.items.length; index++) {
    if (!isTyped(container)) {
      if (equalOrNot(value, itemAt(container, index), equalsOwn)) return true;
      continue;
    }
    try {
      if (equalsOwn(itemAt(container, index), value)) return true;
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      fault ??= error;
    }
  }
  if (fault !== undefined) throw fault;
  return false;
}

/** Keys of a map that a two-variable macro walks over. */
export function entriesOf(map: Entries | Members): readonly (readonly [CelValue, CelValue])[] {
  if (map.kind === 'entries') return [...map.entries.values()];
  return keysOf(map).flatMap((key) => {
    const value = find(map, key);
    return value === undefined ? [] : [[key, value] as const];
  });
}

/** Equality of JSON, and of values that are plain data. */
function deepEqual(left: unknown, right: unknown): boolean {
  spend(1);
  if (Object.is(left, right)) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return left === right;
  if (Array.isArray(left)) {
    return (
      Array.isArray(right) && left.length === right.length && left.every((item, index) => deepEqual(item, right[index]))
    );
  }
  if (Array.isArray(right)) return false;
  const names = Object.keys(left);
  if (names.length !== Object.keys(right).length) return false;
  return names.every(
    (name) =>
      Object.hasOwn(right, name) &&
      deepEqual((left as Record<string, unknown>)[name], (right as Record<string, unknown>)[name]),
  );
}
