// Functions on texts (cel-go common/stdlib and ext/strings, version 2). They count code points, so that an emoji is one character.
import { itemsOf } from './elements.ts';
import { Fault, spendLength } from './fault.ts';
import type { Definition } from './overload.ts';
import { type List, listOf } from './value.ts';

/** Code points; a text without pairs is indexed as it is. */
type Points = string | readonly string[];

function pointsOf(text: string): Points {
  spendLength(text.length);
  return /[\ud800-\udfff]/.test(text) ? [...text] : text;
}

function cut(points: Points, from: number, to: number): string {
  return typeof points === 'string' ? points.slice(from, to) : points.slice(from, to).join('');
}

function within(index: bigint, length: number): number {
  if (index < 0n || index > BigInt(length)) throw new Fault(`the index ${index} lies outside of the text`);
  return Number(index);
}

function charAt(text: string, index: bigint): string {
  const points = pointsOf(text);
  return points[within(index, points.length)] ?? '';
}

function substring(text: string, from: bigint, to?: bigint): string {
  const points = pointsOf(text);
  const end = to ?? BigInt(points.length);
  if (to !== undefined && from > to) throw new Fault(`the range ${from} to ${to} ends before it begins`);
  return cut(points, within(from, points.length), within(end, points.length));
}

function matchesAt(points: Points, wanted: Points, at: number): boolean {
  for (let index = 0; index < wanted.length; index++) if (points[at + index] !== wanted[index]) return false;
  return true;
}

function indexOf(text: string, wanted: string, from = 0n): bigint {
  if (wanted === '') return from;
  const [points, sought] = [pointsOf(text), pointsOf(wanted)];
  if (from < 0n) throw new Fault(`the index ${from} lies outside of the text`);
  if (from >= BigInt(points.length)) return -1n;
  if (typeof points === 'string') return BigInt(points.indexOf(wanted, Number(from)));
  for (let at = Number(from); at <= points.length - sought.length; at++) {
    spendLength(sought.length);
    if (matchesAt(points, sought, at)) return BigInt(at);
  }
  return -1n;
}

function lastIndexOf(text: string, wanted: string, from?: bigint): bigint {
  const [points, sought] = [pointsOf(text), pointsOf(wanted)];
  if (wanted === '') return from ?? BigInt(points.length);
  const start = from ?? BigInt(points.length - 1);
  if (from === undefined && points.length < sought.length) return -1n;
  if (start < 0n) throw new Fault(`the index ${start} lies outside of the text`);
  if (start >= BigInt(points.length)) return -1n;
  for (let at = Math.min(Number(start), points.length - sought.length); at >= 0; at--) {
    spendLength(sought.length);
    if (matchesAt(points, sought, at)) return BigInt(at);
  }
  return -1n;
}

/** At most this many; a negative number means all. */
function bounded(count: bigint): number {
  return count < 0n || count > 2n ** 31n ? Number.POSITIVE_INFINITY : Number(count);
}

function replace(text: string, old: string, fresh: string, count = -1n): string {
  const limit = bounded(count);
  // an empty text is found before every character and at the end
  const parts = old === '' ? ['', ...text, ''] : text.split(old);
  const found = old === '' ? parts.length - 1 : parts.length - 1;
  const times = Math.min(limit, found);
  spendLength(text.length + times * fresh.length);
  if (old === '') {
    const points = [...text];
    return (
      points.map((point, at) => (at < times ? fresh + point : point)).join('') + (points.length < times ? fresh : '')
    );
  }
  return (
    parts.slice(0, times + 1).join(fresh) +
    parts
      .slice(times + 1)
      .map((part) => old + part)
      .join('')
  );
}

function split(text: string, separator: string, count = -1n): List {
  spendLength(text.length * 4);
  const limit = bounded(count);
  if (limit === 0) return listOf([]);
  const parts = separator === '' ? [...text] : text.split(separator);
  if (parts.length <= limit) return listOf(parts);
  return listOf([...parts.slice(0, limit - 1), parts.slice(limit - 1).join(separator)]);
}

function join(list: List, separator = ''): string {
  const parts = itemsOf(list);
  let length = 0;
  for (const part of parts) {
    if (typeof part !== 'string') throw new Fault('`join` takes a list of texts');
    length += part.length + separator.length;
  }
  spendLength(length + parts.length * 16);
  return parts.join(separator);
}

/** White space as Unicode has it (Go's unicode.IsSpace). */
const SPACE = '[\\t-\\r \\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]';
const LEADING = new RegExp(`^${SPACE}+`);
const SPACES = new RegExp(SPACE);

function trim(text: string): string {
  spendLength(text.length);
  const rest = text.replace(LEADING, '');
  let end = rest.length;
  while (end > 0 && SPACES.test(rest[end - 1] as string)) end--;
  return rest.slice(0, end);
}

const lower = (text: string): string => text.replace(/[A-Z]+/g, (found) => found.toLowerCase());
const upper = (text: string): string => text.replace(/[a-z]+/g, (found) => found.toUpperCase());

/** Functions on texts. */
export const TEXT_FUNCTIONS: readonly Definition[] = [
  ['(string).contains(string): bool', (text: string, part: string) => text.includes(part)],
  ['(string).startsWith(string): bool', (text: string, part: string) => text.startsWith(part)],
  ['(string).endsWith(string): bool', (text: string, part: string) => text.endsWith(part)],
  ['(string).charAt(int): string', charAt],
  ['(string).indexOf(string): int', indexOf],
  ['(string).indexOf(string, int): int', indexOf],
  ['(string).lastIndexOf(string): int', lastIndexOf],
  ['(string).lastIndexOf(string, int): int', lastIndexOf],
  ['(string).lowerAscii(): string', lower],
  ['(string).upperAscii(): string', upper],
  ['(string).replace(string, string): string', replace],
  ['(string).replace(string, string, int): string', replace],
  ['(string).split(string): list(string)', split],
  ['(string).split(string, int): list(string)', split],
  ['(string).substring(int): string', substring],
  ['(string).substring(int, int): string', substring],
  ['(string).trim(): string', trim],
  ['(list(string)).join(): string', join],
  ['(list(string)).join(string): string', join],
];
