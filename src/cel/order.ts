// Which of two values comes first: numbers across their types, texts by code points, bytes, times and truth values.
import { Fault, noOverload } from './fault.ts';
import { type CelValue, kindOf, type Uint } from './value.ts';

/** Less than zero, zero or more; raises a fault where values have no order between them. */
export function compare(left: CelValue, right: CelValue): number {
  const kind = kindOf(left);
  switch (kind) {
    case 'int':
    case 'uint':
    case 'double':
      return compareNumbers(left, right);
    case 'string':
      return typeof right === 'string' ? compareText(left as string, right) : noOverload('<');
    case 'bool':
      return typeof right === 'boolean' ? Number(left) - Number(right) : noOverload('<');
    case 'bytes':
      return right instanceof Uint8Array ? compareBytes(left as Uint8Array, right) : noOverload('<');
    case 'timestamp':
    case 'duration': {
      if (kindOf(right) !== kind) return noOverload('<');
      return sign((left as { nanos: bigint }).nanos, (right as { nanos: bigint }).nanos);
    }
    default:
      return noOverload('<');
  }
}

/** The number as JavaScript compares it with others: int and uint are bigint, doubles are numbers. */
export function numberOf(value: CelValue): bigint | number | undefined {
  switch (kindOf(value)) {
    case 'int':
    case 'double':
      return value as bigint | number;
    case 'uint':
      return (value as Uint).value;
    default:
      return undefined;
  }
}

function compareNumbers(left: CelValue, right: CelValue): number {
  const [a, b] = [numberOf(left) as bigint | number, numberOf(right)];
  if (b === undefined) return noOverload('<');
  if (Number.isNaN(a) || Number.isNaN(b)) throw new Fault('what is not a number has no order');
  return numericOrder(a, b);
}

/** Order of two numbers; an integer is compared with a double as the nearest double, as the server does. */
export function numericOrder(a: bigint | number, b: bigint | number): number {
  if (typeof a === typeof b) return sign(a, b);
  return sign(Number(a), Number(b));
}

function sign(a: bigint | number, b: bigint | number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Order of code points: that of the UTF-8 bytes that the server compares. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  const shared = Math.min(a.length, b.length);
  for (let index = 0; index < shared; index++) {
    const [x, y] = [a.charCodeAt(index), b.charCodeAt(index)];
    if (x !== y) return codeOrder(x) - codeOrder(y);
  }
  return a.length - b.length;
}

/** Halves of a pair stand for code points above all other units. */
function codeOrder(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}

function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const shared = Math.min(a.length, b.length);
  for (let index = 0; index < shared; index++) {
    if (a[index] !== b[index]) return (a[index] as number) - (b[index] as number);
  }
  return a.length - b.length;
}
