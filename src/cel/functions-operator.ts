// Operators and what goes with them: arithmetic with overflow, comparison, membership, indexing, size, type (cel-go common/stdlib).
import { jsonOf, valueOf } from './convert.ts';
import { find, itemAt, mapSize } from './elements.ts';
import { contains, equals } from './equality.ts';
import { Fault, noOverload, shown, spend, spendLength } from './fault.ts';
import { durationOf, FIRST_SECOND, floorDivide, isInt64, LAST_SECOND, timestampOf } from './moment.ts';
import { compare } from './order.ts';
import { asList, type Definition } from './overload.ts';
import { RAW } from './shape.ts';
import {
  type CelValue,
  type Duration,
  isList,
  isMap,
  kindOf,
  type List,
  NONE,
  type Optional,
  some,
  type Timestamp,
  typeNameOf,
  type Uint,
} from './value.ts';

const SECOND = 1_000_000_000n;
const MAX_UINT64 = 2n ** 64n - 1n;

/** An int, or the fault of an overflow. */
export function int(value: bigint): bigint {
  if (!isInt64(value)) throw new Fault('the integer overflows');
  return value;
}

/** An unsigned int, or the fault of an overflow. */
export function uint(value: bigint): Uint {
  if (value < 0n || value > MAX_UINT64) throw new Fault('the unsigned integer overflows');
  return { kind: 'uint', value };
}

/** A span that fits in an int64 of nanoseconds. */
export function span(nanos: bigint): Duration {
  return durationOf(int(nanos));
}

/** A moment between the years 1 and 9999. */
export function moment(nanos: bigint, offset = 0): Timestamp {
  const seconds = floorDivide(nanos, SECOND);
  if (seconds < FIRST_SECOND || seconds > LAST_SECOND) throw new Fault('the time lies outside of the years 1 to 9999');
  return timestampOf(nanos, offset);
}

type Arithmetic = '+' | '-' | '*' | '/' | '%';

function calculate(sign: Arithmetic, a: bigint, b: bigint): bigint {
  switch (sign) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    default:
      if (b === 0n) throw new Fault(sign === '/' ? 'a division by zero' : 'a modulus by zero');
      return sign === '/' ? a / b : a % b;
  }
}

function calculateDouble(sign: Arithmetic, a: number, b: number): number {
  switch (sign) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return a / b;
    default:
      return noOverload('%');
  }
}

function arithmetic(sign: Arithmetic): (left: CelValue, right: CelValue) => CelValue {
  return (left, right) => {
    if (typeof left === 'bigint' && typeof right === 'bigint') return int(calculate(sign, left, right));
    if (typeof left === 'number' && typeof right === 'number') return calculateDouble(sign, left, right);
    if (kindOf(left) === 'uint' && kindOf(right) === 'uint') {
      return uint(calculate(sign, (left as Uint).value, (right as Uint).value));
    }
    return noOverload(sign);
  };
}

const addNumbers = arithmetic('+');
const subtractNumbers = arithmetic('-');

/** `left + right`. */
export function add(left: CelValue, right: CelValue): CelValue {
  const [a, b] = [kindOf(left), kindOf(right)];
  if (a === 'string' && b === 'string') {
    spendLength((left as string).length + (right as string).length);
    return (left as string) + (right as string);
  }
  if (a === 'list' && b === 'list') return concatenate(left as List, right as List);
  if (a === 'bytes' && b === 'bytes') {
    const [first, second] = [left as Uint8Array, right as Uint8Array];
    spendLength(first.length + second.length);
    const joined = new Uint8Array(first.length + second.length);
    joined.set(first);
    joined.set(second, first.length);
    return joined;
  }
  if (a === 'duration' && b === 'duration') return span((left as Duration).nanos + (right as Duration).nanos);
  if (a === 'timestamp' && b === 'duration') return shift(left as Timestamp, (right as Duration).nanos);
  if (a === 'duration' && b === 'timestamp') return shift(right as Timestamp, (left as Duration).nanos);
  return addNumbers(left, right);
}

function shift(time: Timestamp, nanos: bigint): Timestamp {
  return moment(time.nanos + nanos, time.offset);
}

function subtract(left: CelValue, right: CelValue): CelValue {
  const [a, b] = [kindOf(left), kindOf(right)];
  if (a === 'duration' && b === 'duration') return span((left as Duration).nanos - (right as Duration).nanos);
  if (a === 'timestamp' && b === 'duration') return shift(left as Timestamp, int(-(right as Duration).nanos));
  if (a === 'timestamp' && b === 'timestamp') return span((left as Timestamp).nanos - (right as Timestamp).nanos);
  return subtractNumbers(left, right);
}

/** Lists of the API merge: sets take in what is new, lists by keys overwrite what has the same keys. */
function concatenate(left: List, right: List): List {
  spend(1 + left.items.length + right.items.length);
  if (!left.shape || left.shape.kind === 'raw') {
    if (left.items.length === 0) return right;
    if (right.items.length === 0) return left;
    if (!left.shape && !right.shape) return { kind: 'list', items: [...left.items, ...right.items] };
    const all = (list: List): CelValue[] => list.items.map((_, index) => itemAt(list, index));
    return { kind: 'list', items: [...all(left), ...all(right)] };
  }
  const added = right.items.map((item, index) => (right.shape ? item : jsonOf(itemAt(right, index))));
  const { shape, merge } = left;
  if (merge === undefined) return { kind: 'list', items: [...left.items, ...added], shape };
  const keyOf = (json: unknown): string =>
    merge === 'set' ? `${typeof json === 'string' ? 's' : 'n'}${String(json)}` : JSON.stringify(merge.map((key) => memberText(json, key)));
  const places = new Map(left.items.map((item, index) => [keyOf(item), index]));
  const items = [...left.items];
  for (const item of added) {
    const key = keyOf(item);
    const place = places.get(key);
    if (place === undefined) {
      if (merge === 'set') places.set(key, items.length);
      items.push(item);
    } else if (merge !== 'set') {
      items[place] = item;
    }
  }
  return { kind: 'list', items, shape, merge };
}

function memberText(json: unknown, key: string): unknown {
  return typeof json === 'object' && json !== null && Object.hasOwn(json, key)
    ? [(json as Readonly<Record<string, unknown>>)[key]]
    : [];
}

/** The value under an index or a key; undefined where there is none. Raises a fault for what can be neither. */
export function lookUp(container: CelValue, key: CelValue): CelValue | undefined {
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
      return valueOf((value as { json: unknown }).json, RAW);
    case 'list':
      return (value as List).shape ? valueOf((value as List).items, RAW) : value;
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

function negate(value: CelValue): CelValue {
  if (typeof value === 'bigint') return int(-value);
  if (typeof value === 'number') return -value;
  if (kindOf(value) === 'duration') return span(-(value as Duration).nanos);
  return noOverload('-');
}

function not(value: CelValue): boolean {
  return typeof value === 'boolean' ? !value : noOverload('!');
}

const ORDERED = ['bool', 'int', 'uint', 'double', 'string', 'bytes', 'timestamp', 'duration'];
const NUMBERS = ['int', 'uint', 'double'];

function comparison(sign: string, holds: (order: number) => boolean): Definition[] {
  const run = (left: CelValue, right: CelValue): boolean => holds(compare(left, right));
  const pairs = ORDERED.flatMap((left) =>
    NUMBERS.includes(left) ? NUMBERS.map((right) => [left, right]) : [[left, left]],
  );
  return pairs.map(([left, right]) => [`${sign}(${left}, ${right}): bool`, run]);
}

function binary(
  sign: string,
  types: readonly string[],
  run: (left: CelValue, right: CelValue) => CelValue,
): Definition[] {
  return types.map((type) => [`${sign}(${type}, ${type}): ${type}`, run]);
}

/** Operators and the functions that work on values of any type. */
export const OPERATORS: readonly Definition[] = [
  ['?:(bool, A, A): A', () => noOverload('?:')],
  ['!(bool): bool', not],
  ['==(A, A): bool', (left: CelValue, right: CelValue) => equals(left, right)],
  ['!=(A, A): bool', (left: CelValue, right: CelValue) => !equals(left, right)],
  ...binary('+', ['bytes', 'double', 'duration'], add),
  ['+(duration, timestamp): timestamp', add],
  ['+(timestamp, duration): timestamp', add],
  ...binary('+', ['int', 'list(A)', 'string', 'uint'], add),
  ...binary('/', ['double', 'int', 'uint'], arithmetic('/')),
  ...binary('%', ['int', 'uint'], arithmetic('%')),
  ...binary('*', ['double', 'int', 'uint'], arithmetic('*')),
  ['-x(double): double', negate],
  ['-x(int): int', negate],
  ...binary('-', ['double', 'duration', 'int'], subtract),
  ['-(timestamp, duration): timestamp', subtract],
  ['-(timestamp, timestamp): duration', subtract],
  ['-(uint, uint): uint', subtract],
  ...comparison('<', (order) => order < 0),
  ...comparison('<=', (order) => order <= 0),
  ...comparison('>', (order) => order > 0),
  ...comparison('>=', (order) => order >= 0),
  ['[](list(A), int): A', index],
  ['[](map(A, B), A): B', index],
  ['[](optional(list(A)), int): optional(A)', index],
  ['[](optional(map(A, B)), A): optional(B)', index],
  ['[?](list(A), int): optional(A)', optionalIndex],
  ['[?](optional(list(A)), int): optional(A)', optionalIndex],
  ['[?](map(A, B), A): optional(B)', optionalIndex],
  ['[?](optional(map(A, B)), A): optional(B)', optionalIndex],
  ['in(A, list(A)): bool', (value: CelValue, container: CelValue) => contains(container, value)],
  ['in(A, map(A, B)): bool', (value: CelValue, container: CelValue) => contains(container, value)],
  ...['bytes', 'list(A)', 'map(A, B)', 'string'].flatMap((type): Definition[] => [
    [`size(${type}): int`, size],
    [`(${type}).size(): int`, size],
  ]),
  ['type(A): type(A)', (value: CelValue) => ({ kind: 'type', name: typeNameOf(value) })],
  ['dyn(A): dyn', (value: CelValue) => value],
];
