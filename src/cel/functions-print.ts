// `"%s has %d".format([…])` and `strings.quote` (cel-go ext/strings, version 2, and ext/formatting).
import { find, itemsOf, keysOf } from './elements.ts';
import { Fault, shown, spend, spendLength } from './fault.ts';
import { textOf } from './functions-convert.ts';
import { compareText } from './order.ts';
import type { Definition } from './overload.ts';
import { type CelValue, isList, isMap, kindOf, type List, typeNameOf, type Uint } from './value.ts';

/** One clause of a format: `%.3f`. */
export interface Clause {
  readonly verb: string;
  readonly precision: number;
}

/** Digits after the point where a clause does not say. */
const PRECISION = 6;
/** More digits than a double has. */
const MOST_DIGITS = 100;

/** Texts and clauses of a format in turn; raises a fault for a clause that does not exist. */
export function readFormat(format: string): readonly (string | Clause)[] {
  const parts: (string | Clause)[] = [];
  let from = 0;
  for (const { 0: found, 1: precision, 2: verb, index } of format.matchAll(/%(?:\.(\d*))?([\s\S]?)/g)) {
    parts.push(format.slice(from, index));
    from = index + found.length;
    if (verb === '%' && precision === undefined) parts.push('%');
    else if (!verb || !'sdfebxXo'.includes(verb)) throw new Fault(`\`${shown(found)}\` is no clause of a format`);
    else parts.push({ verb, precision: precision === undefined ? PRECISION : digits(precision) });
  }
  return [...parts, format.slice(from)];
}

function digits(text: string): number {
  if (!/^\d{1,9}$/.test(text) || Number(text) > MOST_DIGITS)
    throw new Fault(`a precision of \`${shown(text)}\` is not possible`);
  return Number(text);
}

function unfit(verb: string, value: CelValue): never {
  throw new Fault(`\`%${verb}\` takes no ${typeNameOf(value)}`);
}

function print(format: string, list: List): string {
  const values = itemsOf(list);
  let next = 0;
  let text = '';
  for (const part of readFormat(format)) {
    const piece = typeof part === 'string' ? part : clause(part, argument(values, next++));
    spendLength(piece.length);
    text += piece;
  }
  return text;
}

function argument(values: readonly CelValue[], at: number): CelValue {
  if (at >= values.length)
    throw new Fault(`the format has more clauses than the ${values.length} values that it is given`);
  return values[at] as CelValue;
}

function clause({ verb, precision }: Clause, value: CelValue): string {
  switch (verb) {
    case 's':
      return plain(value);
    case 'd':
      return whole(value) ?? unfit(verb, value);
    case 'f':
      return grouped(double(verb, value), precision);
    case 'e':
      return scientific(double(verb, value));
    case 'b':
      if (typeof value === 'boolean') return value ? '1' : '0';
      return based(verb, value, 2);
    case 'o':
      return based(verb, value, 8);
    default:
      return hexadecimal(verb, value);
  }
}

function double(verb: string, value: CelValue): number {
  if (typeof value === 'number') return value;
  if (value === 'NaN') return Number.NaN;
  if (value === 'Infinity' || value === '-Infinity') return value === 'Infinity' ? Infinity : -Infinity;
  return unfit(verb, value);
}

function whole(value: CelValue): string | undefined {
  if (typeof value === 'bigint') return String(value);
  return kindOf(value) === 'uint' ? String((value as Uint).value) : undefined;
}

function based(verb: string, value: CelValue, base: number): string {
  const number =
    typeof value === 'bigint' ? value : kindOf(value) === 'uint' ? (value as Uint).value : unfit(verb, value);
  return number.toString(base);
}

function hexadecimal(verb: string, value: CelValue): string {
  const bytes = typeof value === 'string' ? new TextEncoder().encode(value) : value;
  const text =
    bytes instanceof Uint8Array
      ? Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
      : based(verb, value, 16);
  return verb === 'X' ? text.toUpperCase() : text;
}

/** Digits after the point, half-way cases to the even digit as in Go; JavaScript takes them away from zero. */
function fixed(value: number, precision: number): string {
  const short = value.toFixed(precision);
  if (short.includes('e')) return precision > 0 ? `${BigInt(value)}.${'0'.repeat(precision)}` : String(BigInt(value));
  // a half-way case ends with its 5; whatever else begins with one has other digits not far behind
  const long = value.toFixed(Math.min(precision + 25, MOST_DIGITS));
  const [, kept = '', rest = ''] = new RegExp(`^(-?\\d+\\.\\d{${precision}})(\\d*)$`).exec(long) ?? [];
  const even = /[02468]\.?$/.test(kept);
  return /^50*$/.test(rest) && even ? kept.replace(/\.$/, '') : short;
}

/** Digits in groups of three: the server prints numbers as American English writes them. */
function grouped(value: number, precision: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'NaN' : value < 0 ? '-∞' : '∞';
  const [integer = '', fraction] = fixed(value, precision).split('.');
  const groups = integer.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? groups : `${groups}.${fraction}`;
}

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

function scientific(value: number): string {
  if (!Number.isFinite(value)) return grouped(value, 0);
  const [mantissa = '', exponent = '0'] = value.toExponential(PRECISION).split('e');
  const power = Number(exponent);
  const raised = [...String(Math.abs(power)).padStart(2, '0')].map((digit) => SUPERSCRIPTS[Number(digit)]).join('');
  return `${mantissa}×10${power < 0 ? '⁻' : ''}${raised}`;
}

/** A value as `%s` shows it. */
function plain(value: CelValue): string {
  spend(1);
  if (isList(value)) return `[${itemsOf(value).map(nested).join(', ')}]`;
  if (isMap(value)) {
    const entries = keysOf(value).map((key) => {
      const name = typeof key === 'string' ? quoteGo(key) : (textOf(key) ?? unfit('s', key));
      return [name, nested(find(value, key) as CelValue)] as const;
    });
    return `{${entries
      .sort(([a], [b]) => compareText(a, b))
      .map(([name, text]) => `${name}:${text}`)
      .join(', ')}}`;
  }
  return textOf(value) ?? unfit('s', value);
}

/** A value inside of a list or a map. */
function nested(value: CelValue): string {
  switch (kindOf(value)) {
    case 'string':
      return quoteGo(value as string);
    case 'bytes':
      return `b${quoteGo(textOf(value) as string)}`;
    case 'double': {
      const text = Number.isFinite(value) ? fixed(value as number, PRECISION) : textOf(value);
      return Number.isFinite(value) ? (text as string) : `"${text}"`;
    }
    case 'timestamp':
    case 'duration':
      return `${kindOf(value)}("${textOf(value)}")`;
    default:
      return plain(value);
  }
}

const ESCAPED: Readonly<Record<string, string>> = {
  '\x07': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
  '\\': '\\\\',
  '"': '\\"',
};

/** A text in quotes, as `strings.quote` writes it. */
function quote(text: string): string {
  spendLength(text.length * 2);
  return `"${text.replace(/[\x07\b\f\n\r\t\v\\"]/g, (one) => ESCAPED[one] ?? one)}"`;
}

/** The same with other control characters escaped (Go's `%q`). */
function quoteGo(text: string): string {
  return quote(text).replace(/[\0-\x1f\x7f]/g, (one) => `\\x${one.charCodeAt(0).toString(16).padStart(2, '0')}`);
}

/** Functions that write values. */
export const PRINT_FUNCTIONS: readonly Definition[] = [
  ['(string).format(list(dyn)): string', print],
  ['strings.quote(string): string', quote],
];
