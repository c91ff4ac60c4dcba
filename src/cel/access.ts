// Reading out of values: indexes and keys, sizes, and what is left of a value inside of an optional (cel-go interpreter/attributes.go).
import { fromJson } from './convert.ts';
import { find, itemAt, mapSize } from './elements.ts';
import { Fault, noOverload, shown, spendLength } from './fault.ts';
import { asList } from './overload.ts';
import { RAW } from './shape.ts';
import {
  type CelValue,
  isList,
  isMap,
  kindOf,
  type List,
  NONE,
  type Optional,
  some,
  typeNameOf,
  type Uint,
} from './value.ts';

/** The value under an index or a key; undefined where there is none. Raises a fault for what can be neither. */
export function lookUp(container: CelValue, key: CelValue): CelValue | undefined {
  if (typeof key === 'string') spendLength(key.length);
  if (isMap(container)) return find(container, key);
  if (!isList(container)) return noOverload('[]');
  const index = indexOf(key, container);
  return index === undefined ? undefined : itemAt(container, index);
}

function indexOf(key: CelValue, list: List): number | undefined {
  const kind = kindOf(key);
  const number = kind === 'uint' ? (key as Uint).value : (key as bigint | number);
  const whole = kind === 'int' || kind === 'uint' || (kind === 'double' && Number.isInteger(number));
  if (!whole) throw new Fault('an index of a list is an integer');
  if (number < 0 || number >= list.items.length) return undefined;
  // Lists of the API are indexed by int only.
  if (list.shape && list.shape.kind !== 'raw' && kind !== 'int') throw new Fault('an index of this list is an int');
  return Number(number);
}

/** What was looked for, as it is shown. */
export function keyText(key: CelValue): string {
  return typeof key === 'string' ? shown(key) : kindOf(key) === 'uint' ? `${(key as Uint).value}u` : shown(String(key));
}

/** `container[key]`. */
export function index(container: CelValue, key: CelValue): CelValue {
  const value = lookUp(container, key);
  if (value === undefined) {
    const what = isList(container) ? 'index' : 'key';
    throw new Fault(`there is no ${what} \`${keyText(key)}\``);
  }
  return value;
}

/**
 * What is left of a value in an optional that the server unpacks and packs again: JSON without the schema that typed it, names of types,
 * nothing of an optional within. Kubernetes' own types do not survive it.
 */
export function untyped(value: CelValue): CelValue {
  switch (kindOf(value)) {
    case 'members':
      return fromJson((value as { json: unknown }).json, RAW);
    case 'list':
      return (value as List).shape ? fromJson((value as List).items, RAW) : value;
    case 'type':
      return (value as { name: string }).name;
    case 'optional': {
      const { value: inner } = value as Optional;
      return inner === undefined ? null : untyped(inner);
    }
    case 'quantity':
    case 'url':
    case 'ip':
    case 'cidr':
    case 'semver':
      throw new Fault(`an optional of type ${typeNameOf(value)} cannot be read here`);
    default:
      return value;
  }
}

/** The same for the value of an optional; other values stay. */
export function repacked(value: CelValue): CelValue {
  if (kindOf(value) !== 'optional') return value;
  const { value: inner } = value as Optional;
  return inner === undefined ? value : some(untyped(inner));
}

/** `container[?key]`. */
export function optionalIndex(container: CelValue, key: CelValue): Optional {
  // nothing is found in what holds nothing
  if (!isList(container) && !isMap(container)) return NONE;
  const value = lookUp(container, key);
  return value === undefined ? NONE : some(value);
}

/** Number of characters, bytes, items or entries. */
export function size(value: CelValue): bigint {
  if (typeof value === 'string') {
    spendLength(value.length);
    return BigInt(codePoints(value));
  }
  if (value instanceof Uint8Array) return BigInt(value.length);
  if (isMap(value)) return BigInt(mapSize(value));
  return BigInt(asList(value, 'size').items.length);
}

function codePoints(text: string): number {
  let pairs = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit >= 0xd800 && unit < 0xdc00 && at + 1 < text.length) {
      const next = text.charCodeAt(at + 1);
      if (next >= 0xdc00 && next < 0xe000) {
        pairs++;
        at++;
      }
    }
  }
  return text.length - pairs;
}
