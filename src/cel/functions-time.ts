// Parts of moments and spans of time (cel-go common/stdlib): UTC, an offset like `-08:00`, or the name of a zone.
import { Fault, shown, spend } from './fault.ts';
import { type Calendar, calendarOf } from './moment.ts';
import type { Definition } from './overload.ts';
import type { Duration, Timestamp } from './value.ts';

const SECOND = 1_000_000_000n;

/** Seconds that a zone is ahead of UTC at a moment. */
function offsetAt(time: Timestamp, zone: string): number {
  if (zone === '' || zone === 'UTC') return 0;
  const colon = zone.indexOf(':');
  if (colon < 0) return zoneOffset(time, zone);
  const [hours, minutes] = [zone.slice(0, colon), zone.slice(colon + 1)];
  if (!/^[+-]?\d{1,9}$/.test(hours) || !/^[+-]?\d{1,9}$/.test(minutes))
    throw new Fault(`\`${shown(zone)}\` is no time zone`);
  const signed = zone.startsWith('-') ? -Number(minutes) : Number(minutes);
  return (Number(hours) * 60 + signed) * 60;
}

const zones = new Map<string, Intl.DateTimeFormat>();
/** Names of zones may come from data: the cache is bounded. */
const CACHED = 100;

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = zones.get(zone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset', year: 'numeric' });
  if (zones.size >= CACHED) zones.clear();
  zones.set(zone, format);
  return format;
}

function zoneOffset(time: Timestamp, zone: string): number {
  // the database of zones is an affair of some time even where it knows the zone
  spend(50);
  let text: string;
  try {
    const format = formatOf(zone);
    const parts = format.formatToParts(Number(time.nanos / 1_000_000n));
    text = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
  } catch {
    throw new Fault(`\`${shown(zone)}\` is no time zone`);
  }
  const [, sign, hours = '0', minutes = '0', seconds = '0'] = /^GMT([+-])(\d\d):(\d\d)(?::(\d\d))?$/.exec(text) ?? [];
  const away = Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds);
  return sign === '-' ? -away : away;
}

function ofTime(name: string, read: (calendar: Calendar) => number): Definition[] {
  const run = (time: Timestamp, zone = ''): bigint => BigInt(read(calendarOf(time, offsetAt(time, zone))));
  return [
    [`(timestamp).${name}(): int`, run],
    [`(timestamp).${name}(string): int`, run],
  ];
}

function ofSpan(name: string, unit: bigint): Definition {
  return [`(duration).${name}(): int`, ({ nanos }: Duration) => nanos / unit];
}

/** Parts of moments and spans. */
export const TIME_FUNCTIONS: readonly Definition[] = [
  ...ofTime('getFullYear', ({ year }) => year),
  ...ofTime('getMonth', ({ month }) => month),
  ...ofTime('getDayOfYear', ({ dayOfYear }) => dayOfYear),
  ...ofTime('getDayOfMonth', ({ day }) => day - 1),
  ...ofTime('getDate', ({ day }) => day),
  ...ofTime('getDayOfWeek', ({ weekday }) => weekday),
  ...ofTime('getHours', ({ hours }) => hours),
  ofSpan('getHours', 3_600n * SECOND),
  ...ofTime('getMinutes', ({ minutes }) => minutes),
  ofSpan('getMinutes', 60n * SECOND),
  ...ofTime('getSeconds', ({ seconds }) => seconds),
  ofSpan('getSeconds', SECOND),
  ...ofTime('getMilliseconds', ({ nanos }) => Math.floor(nanos / 1_000_000)),
  ofSpan('getMilliseconds', 1_000_000n),
];
