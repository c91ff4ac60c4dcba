// Moments and spans of time as texts, as Go reads and writes them (time.ParseDuration, time.RFC3339) and as formats of OpenAPI do
// (k8s.io/kube-openapi strfmt). The functions on them are functions-time.ts.
import type { Duration, Timestamp } from './value.ts';

const SECOND = 1_000_000_000n;
const MINUTE = 60n * SECOND;
const HOUR = 60n * MINUTE;

/** Bounds of a timestamp in seconds since 1970: the years 1 to 9999 (google.protobuf.Timestamp). */
export const FIRST_SECOND = -62_135_596_800n;
/** The last second of the year 9999. */
export const LAST_SECOND = 253_402_300_799n;

const MAX_INT64 = 2n ** 63n - 1n;
const MIN_INT64 = -(2n ** 63n);

/** True within an int64. */
export function isInt64(value: bigint): boolean {
  return value >= MIN_INT64 && value <= MAX_INT64;
}

/** A span of nanoseconds. */
export function durationOf(nanos: bigint): Duration {
  return { kind: 'duration', nanos };
}

/** A moment of nanoseconds since 1970. */
export function timestampOf(nanos: bigint, offset = 0): Timestamp {
  return { kind: 'timestamp', nanos, offset };
}

/** The whole part of a division that rounds down, also below zero. */
export function floorDivide(value: bigint, by: bigint): bigint {
  const quotient = value / by;
  return value % by < 0n ? quotient - 1n : quotient;
}

const UNITS: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1_000n,
  µs: 1_000n,
  μs: 1_000n,
  ms: 1_000_000n,
  s: SECOND,
  m: MINUTE,
  h: HOUR,
};
const LONGEST = 1_000;

/** A duration like `1h30m`, `-1.5s` or `0`; undefined for anything else and for what does not fit in an int64. */
export function parseDuration(text: string): Duration | undefined {
  const [, sign, rest = ''] = /^([+-]?)(.*)$/s.exec(text) ?? [];
  if (text.length > LONGEST || rest === '') return undefined;
  if (rest === '0') return durationOf(0n);
  const part = /(\d*)(?:\.(\d*))?([^\d.]+)/gy;
  let nanos = 0n;
  while (part.lastIndex < rest.length) {
    const [, whole = '', fraction = '', unit = ''] = part.exec(rest) ?? [];
    const size = Object.hasOwn(UNITS, unit) ? UNITS[unit] : undefined;
    if (size === undefined || (whole === '' && fraction === '')) return undefined;
    nanos += BigInt(whole || 0) * size + (BigInt(fraction || 0) * size) / 10n ** BigInt(fraction.length);
    // the smallest int64 is one below the greatest: Go lets it pass where it is negative
    if (nanos > MAX_INT64 + 1n) return undefined;
  }
  const signed = sign === '-' ? -nanos : nanos;
  return isInt64(signed) ? durationOf(signed) : undefined;
}

/** Units of the OpenAPI format by the beginnings of their names; the exact ones first. */
const LOOSE: readonly (readonly [exact: readonly string[], prefix: string, nanos: bigint])[] = [
  [['ns'], 'nano', 1n],
  [['us', 'µs'], 'micro', 1_000n],
  [['ms'], 'milli', 1_000_000n],
  [['s'], 'sec', SECOND],
  [['m'], 'min', MINUTE],
  [['h', 'hr'], 'hour', HOUR],
  [['d'], 'day', 24n * HOUR],
  [['w', 'wk'], 'week', 7n * 24n * HOUR],
];

/** A duration of the OpenAPI format: Go's notation, or whole numbers with units as people write them (`2 days`). */
export function parseFormatDuration(text: string): Duration | undefined {
  const exact = parseDuration(text);
  if (exact || text.length > LONGEST) return exact;
  let nanos = 0n;
  let found = false;
  for (const [, digits = '', unit = ''] of text.matchAll(/(\d+)\s*([A-Za-zµ]+)/g)) {
    if (BigInt(digits) > MAX_INT64) return undefined;
    const lower = unit.toLowerCase();
    for (const [names, prefix, size] of LOOSE) {
      if (!names.includes(lower) && !lower.startsWith(prefix)) continue;
      found = true;
      nanos += BigInt(digits) * size;
    }
  }
  return found ? durationOf(BigInt.asIntN(64, nanos)) : undefined;
}

/** Seconds with as few decimals as it takes: `5400s`, `0.5s`. */
export function durationText({ nanos }: Duration): string {
  // Go divides by a float: beyond 2^53 the last digits are those of the nearest double
  const whole = nanos / SECOND;
  const seconds = Number(whole) + Number(nanos % SECOND) / 1e9;
  return `${plainNumber(seconds)}s`;
}

/** A double in positional notation, never with an exponent (strconv.FormatFloat 'f', -1). */
export function plainNumber(value: number): string {
  const text = String(value);
  const [mantissa = '', exponent] = text.split('e');
  if (exponent === undefined) return Object.is(value, -0) ? '-0' : text;
  const negative = mantissa.startsWith('-');
  const [whole = '', fraction = ''] = mantissa.replace('-', '').split('.');
  const point = whole.length + Number(exponent);
  const digits = whole + fraction;
  const body =
    point <= 0
      ? `0.${'0'.repeat(-point)}${digits}`
      : point >= digits.length
        ? digits.padEnd(point, '0')
        : `${digits.slice(0, point)}.${digits.slice(point)}`;
  return negative ? `-${body}` : body;
}

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const MOMENT = /^(\d{4})-(\d\d)-(\d\d)T(\d\d?):(\d\d):(\d\d)(?:[.,](\d+))?(Z|[+-]\d\d:\d\d)?$/;

/** Days since 1970 of a date that exists; undefined for one that does not. */
function daysOf(year: number, month: number, day: number): bigint | undefined {
  const leap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const longest = DAYS[month - 1];
  if (longest === undefined || day < 1 || day > longest + (leap ? 1 : 0)) return undefined;
  // Date.UTC takes years below 100 for years of the 20th century
  const moment = new Date(Date.UTC(2000, month - 1, day));
  moment.setUTCFullYear(year, month - 1, day);
  return BigInt(Math.round(moment.getTime() / 86_400_000));
}

/** A moment as RFC 3339 writes it, as leniently as Go reads it; `local` takes one without a zone as UTC. */
export function parseTimestamp(text: string, local = false): Timestamp | undefined {
  const match = text.length <= LONGEST ? MOMENT.exec(text) : null;
  if (!match) return undefined;
  const [hour, minute, second] = [Number(match[4]), Number(match[5]), Number(match[6])];
  const days = daysOf(Number(match[1]), Number(match[2]), Number(match[3]));
  const zone = match[8];
  if (days === undefined || hour > 23 || minute > 59 || second > 59 || (zone === undefined && !local)) return undefined;
  let offset = 0;
  if (zone !== undefined && zone !== 'Z') {
    const [hours, minutes] = [Number(zone.slice(1, 3)), Number(zone.slice(4, 6))];
    if (hours > 24 || minutes > 60) return undefined;
    offset = (hours * 60 + minutes) * (zone.startsWith('-') ? -1 : 1);
  }
  const seconds = days * 86_400n + BigInt(hour * 3_600 + minute * 60 + second - offset * 60);
  const fraction = BigInt((match[7] ?? '').slice(0, 9).padEnd(9, '0'));
  return timestampOf(seconds * SECOND + fraction, offset);
}

/** A date of the OpenAPI format. */
export function parseDate(text: string): Timestamp | undefined {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? [];
  if (year === undefined) return undefined;
  const days = daysOf(Number(year), Number(month), Number(day));
  return days === undefined ? undefined : timestampOf(days * 86_400n * SECOND);
}

/** Calendar fields of a moment at an offset (minutes). */
export interface Calendar {
  readonly year: number;
  /** From 0. */
  readonly month: number;
  /** From 1. */
  readonly day: number;
  /** Sunday is 0. */
  readonly weekday: number;
  /** From 0. */
  readonly dayOfYear: number;
  readonly hours: number;
  readonly minutes: number;
  readonly seconds: number;
  readonly nanos: number;
}

/** Takes a moment apart. */
export function calendarOf({ nanos }: Timestamp, offsetSeconds: number): Calendar {
  const local = floorDivide(nanos, SECOND) + BigInt(offsetSeconds);
  const date = new Date(Number(local) * 1_000);
  const first = new Date(date.getTime());
  first.setUTCMonth(0, 1);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth(),
    day: date.getUTCDate(),
    weekday: date.getUTCDay(),
    dayOfYear: Math.floor((date.getTime() - first.getTime()) / 86_400_000 + 0.5),
    hours: date.getUTCHours(),
    minutes: date.getUTCMinutes(),
    seconds: date.getUTCSeconds(),
    nanos: Number(nanos - floorDivide(nanos, SECOND) * SECOND),
  };
}

/** RFC 3339 with as few decimals as it takes, in the zone that it was written in. */
export function timestampText(moment: Timestamp): string {
  const { year, month, day, hours, minutes, seconds, nanos } = calendarOf(moment, moment.offset * 60);
  const two = (value: number): string => String(value).padStart(2, '0');
  const fraction = nanos === 0 ? '' : `.${String(nanos).padStart(9, '0').replace(/0+$/, '')}`;
  const away = Math.abs(moment.offset);
  const zone =
    moment.offset === 0 ? 'Z' : `${moment.offset < 0 ? '-' : '+'}${two(Math.floor(away / 60))}:${two(away % 60)}`;
  const date = `${String(year).padStart(4, '0')}-${two(month + 1)}-${two(day)}`;
  return `${date}T${two(hours)}:${two(minutes)}:${two(seconds)}${fraction}${zone}`;
}
