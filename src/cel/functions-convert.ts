// Conversions between types: `int("5")`, `string(1.5)`, `bytes("a")` (cel-go common/types, ConvertToType).
import { int, moment, uint } from './arithmetic.ts';
import { Fault, shown } from './fault.ts';

import {
  durationText,
  floorDivide,
  isInt64,
  parseDuration,
  parseTimestamp,
  plainNumber,
  timestampText,
} from './moment.ts';
import type { Definition } from './overload.ts';
import { type CelValue, type Duration, kindOf, type Timestamp, type Uint } from './value.ts';

const SECOND = 1_000_000_000n;

function unfit(value: CelValue, type: string): never {
  const text = typeof value === 'string' ? `the text \`${shown(value)}\`` : 'the value';
  throw new Fault(`${text} is no ${type}`);
}

function textToInt(text: string): bigint {
  return /^[+-]?\d{1,1000}$/.test(text) && isInt64(BigInt(text.replace(/^\+/, '')))
    ? BigInt(text.replace(/^\+/, ''))
    : unfit(text, 'int');
}

function textToUint(text: string): Uint {
  return /^\d{1,1000}$/.test(text) ? uint(BigInt(text)) : unfit(text, 'uint');
}

function textToDouble(text: string): number {
  const [, sign = '', word = ''] = /^([+-]?)(inf|infinity|nan)$/i.exec(text) ?? [];
  if (word !== '')
    return /^n/i.test(word) ? (sign === '' ? Number.NaN : unfit(text, 'double')) : sign === '-' ? -Infinity : Infinity;
  const value = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(value) ? value : unfit(text, 'double');
}

/** A double rounded towards zero, within 64 bits (the ends are left out, because a double cannot tell them from what is beyond). */
function doubleToInt(value: number): bigint {
  if (!(value > -(2 ** 63) && value < 2 ** 63)) throw new Fault('the integer overflows');
  return BigInt(Math.trunc(value));
}

function doubleToUint(value: number): Uint {
  if (!(value >= 0 && value < 2 ** 64)) throw new Fault('the unsigned integer overflows');
  return uint(BigInt(Math.trunc(value)));
}

/** The shortest text of a double: with an exponent below 1e-4 and from 1e6 on (Go's `%g`). */
export function doubleText(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value < 0 ? '-Inf' : '+Inf';
  if (value === 0) return Object.is(value, -0) ? '-0' : '0';
  const [mantissa = '', exponent = '0'] = value.toExponential().split('e');
  const power = Number(exponent);
  if (power >= -4 && power < 6) return plainNumber(value);
  return `${mantissa}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
}

function bytesToText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Fault('the bytes are no UTF-8');
  }
}

function textToBool(text: string): boolean {
  if (['1', 't', 'T', 'TRUE', 'true', 'True'].includes(text)) return true;
  return ['0', 'f', 'F', 'FALSE', 'false', 'False'].includes(text) ? false : unfit(text, 'bool');
}

function textToTimestamp(text: string): Timestamp {
  const time = parseTimestamp(text) ?? unfit(text, 'timestamp');
  return moment(time.nanos, time.offset);
}

/** The text of a value, as `string(x)` and `%s` write it; undefined for what has none. */
export function textOf(value: CelValue): string | undefined {
  switch (kindOf(value)) {
    case 'string':
      return value as string;
    case 'bool':
    case 'int':
      return String(value);
    case 'uint':
      return String((value as Uint).value);
    case 'double':
      return doubleText(value as number);
    case 'bytes':
      return bytesToText(value as Uint8Array);
    case 'timestamp':
      return timestampText(value as Timestamp);
    case 'duration':
      return durationText(value as Duration);
    case 'type':
      return (value as { name: string }).name;
    case 'null':
      return 'null';
    default:
      return undefined;
  }
}

const same = (value: CelValue): CelValue => value;

/** Conversions by their target. */
export const CONVERSIONS: readonly Definition[] = [
  ['bool(bool): bool', same],
  ['bool(string): bool', textToBool],
  ['bytes(bytes): bytes', same],
  ['bytes(string): bytes', (text: string) => new TextEncoder().encode(text)],
  ['double(double): double', same],
  ['double(int): double', (value: bigint) => Number(value)],
  ['double(string): double', textToDouble],
  ['double(uint): double', ({ value }: Uint) => Number(value)],
  ['duration(duration): duration', same],
  ['duration(int): duration', (value: bigint) => unfit(value, 'duration')],
  ['duration(string): duration', (text: string) => parseDuration(text) ?? unfit(text, 'duration')],
  ['int(int): int', same],
  ['int(double): int', doubleToInt],
  ['int(duration): int', ({ nanos }: Duration) => nanos],
  ['int(string): int', textToInt],
  ['int(timestamp): int', ({ nanos }: Timestamp) => floorDivide(nanos, SECOND)],
  ['int(uint): int', ({ value }: Uint) => int(value)],
  ...['string', 'bool', 'bytes', 'double', 'duration', 'int', 'timestamp', 'uint'].map(
    (type): Definition => [`string(${type}): string`, (value: CelValue) => textOf(value) ?? unfit(value, 'string')],
  ),
  ['timestamp(timestamp): timestamp', same],
  ['timestamp(int): timestamp', (seconds: bigint) => moment(seconds * SECOND)],
  ['timestamp(string): timestamp', textToTimestamp],
  ['uint(uint): uint', same],
  ['uint(double): uint', doubleToUint],
  ['uint(int): uint', (value: bigint) => uint(value)],
  ['uint(string): uint', textToUint],
];
