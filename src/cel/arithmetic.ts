// `+`, `-`, `*`, `/`, `%` and signs over values: integers that must not overflow, times, texts and lists (cel-go common/types).
import { toJson } from './convert.ts';
import { itemAt } from './elements.ts';
import { Fault, noOverload, spend, spendLength } from './fault.ts';
import { durationOf, FIRST_SECOND, floorDivide, isInt64, LAST_SECOND, timestampOf } from './moment.ts';
import { type CelValue, type Duration, kindOf, type List, type Timestamp, type Uint } from './value.ts';

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

/** A calculation with numbers of one type. */
export function arithmetic(sign: Arithmetic): (left: CelValue, right: CelValue) => CelValue {
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

/** `left - right`. */
export function subtract(left: CelValue, right: CelValue): CelValue {
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
  const added = right.items.map((item, index) => (right.shape ? item : toJson(itemAt(right, index))));
  const { shape, merge } = left;
  if (merge === undefined) return { kind: 'list', items: [...left.items, ...added], shape };
  const keyOf = (json: unknown): string =>
    merge === 'set'
      ? `${typeof json === 'string' ? 's' : 'n'}${String(json)}`
      : JSON.stringify(merge.map((key) => memberText(json, key)));
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

/** `-value`. */
export function negate(value: CelValue): CelValue {
  if (typeof value === 'bigint') return int(-value);
  if (typeof value === 'number') return -value;
  if (kindOf(value) === 'duration') return span(-(value as Duration).nanos);
  return noOverload('-');
}

/** `!value`. */
export function not(value: CelValue): boolean {
  return typeof value === 'boolean' ? !value : noOverload('!');
}
