// Built-in functions on numbers, times, encodings and types.

import { callBorrowed, checkPicture, checkReading } from './borrowed.ts';
import { charge, chargeText } from './budget.ts';
import { type Builtin, builtin } from './builtin.ts';
import { copyOf } from './copy.ts';
import { ExpressionError } from './messages.ts';
import { truthy } from './values.ts';

type Numbers = readonly number[] | undefined;

/** A built-in of one number. */
function numeric(change: (value: number) => number): (value: unknown) => number | undefined {
  return (value) => (typeof value === 'number' ? change(value) : undefined);
}

/** A built-in that folds a list of numbers; an empty list yields what `empty` says. */
function folded(
  empty: number | undefined,
  fold: (numbers: readonly number[]) => number,
): (list: unknown) => number | undefined {
  return (list) => {
    const numbers = list as Numbers;
    if (numbers === undefined) return undefined;
    if (numbers.length === 0) return empty;
    charge(numbers.length);
    return fold(numbers);
  };
}

const total = (numbers: readonly number[]) => numbers.reduce((sum, one) => sum + one, 0);

function numberOf(value: unknown): number | undefined {
  if (value === undefined || typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'string') {
    if (/^-?[0-9]+(\.[0-9]+)?([Ee][-+]?[0-9]+)?$/.test(value) && Number.isFinite(Number(value))) return Number(value);
    if (/^0([xX][0-9A-Fa-f]+|[oO][0-7]+|[bB][01]+)$/.test(value)) return Number(value);
  }
  throw new ExpressionError('D3030', -1, { value });
}

function root(value: number): number {
  if (value < 0) throw new ExpressionError('D3060', -1, { value });
  return Math.sqrt(value);
}

function power(base: unknown, exponent: unknown): number | undefined {
  if (base === undefined) return undefined;
  const result = (base as number) ** (exponent as number);
  if (!Number.isFinite(result)) throw new ExpressionError('D3061', -1, { value: base });
  return result;
}

/** Encodes or decodes a text; what the platform refuses is D3140. */
function coded(change: (text: string) => string): (text: unknown) => string | undefined {
  return (text) => {
    if (typeof text !== 'string') return undefined;
    chargeText(text.length * 4);
    try {
      return change(text);
    } catch {
      throw new ExpressionError('D3140', -1, { value: text });
    }
  };
}

function typeOf(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number' && !Number.isFinite(value)) {
    if (Number.isNaN(value)) return 'object';
    throw new ExpressionError('D1001', -1, { value });
  }
  return typeof value;
}

function toMillis(text: unknown, picture: unknown): unknown {
  if (typeof text === 'string' && typeof picture === 'string') checkReading('toMillis', text, picture);
  return callBorrowed('toMillis', text, picture);
}

function fromMillis(millis: unknown, picture: unknown, timezone: unknown): unknown {
  checkPicture('fromMillis', picture as string | undefined);
  return callBorrowed('fromMillis', millis, picture, timezone);
}

function parseInteger(text: unknown, picture: unknown): unknown {
  if (typeof text === 'string') checkReading('parseInteger', text, String(picture));
  return callBorrowed('parseInteger', text, picture);
}

function raise(code: string, fallback: string): (message: unknown) => never {
  return (message) => {
    throw new ExpressionError(code, -1, {
      message: typeof message === 'string' && message !== '' ? message : fallback,
    });
  };
}

const assertion = raise('D3141', '$assert() statement failed');

/** The built-in functions on numbers, times, encodings and types. */
export const NUMBERS: readonly Builtin[] = [
  builtin('sum', '<a<n>:n>', 1, folded(0, total)),
  builtin(
    'max',
    '<a<n>:n>',
    1,
    folded(undefined, (numbers) => numbers.reduce((a, b) => Math.max(a, b))),
  ),
  builtin(
    'min',
    '<a<n>:n>',
    1,
    folded(undefined, (numbers) => numbers.reduce((a, b) => Math.min(a, b))),
  ),
  builtin(
    'average',
    '<a<n>:n>',
    1,
    folded(undefined, (numbers) => total(numbers) / numbers.length),
  ),
  builtin('number', '<(nsb)-:n>', 1, numberOf, ['s']),
  builtin('floor', '<n-:n>', 1, numeric(Math.floor), ['n']),
  builtin('ceil', '<n-:n>', 1, numeric(Math.ceil), ['n']),
  builtin('round', '<n-n?:n>', 2, (value, precision) => callBorrowed('round', value, precision)),
  builtin('abs', '<n-:n>', 1, numeric(Math.abs), ['n']),
  builtin('sqrt', '<n-:n>', 1, numeric(root), ['n']),
  builtin('power', '<n-n:n>', 2, power, ['n', 'n']),
  builtin('formatNumber', '<n-so?:s>', 3, (value, picture, options) => {
    checkPicture('formatNumber', picture as string | undefined);
    return callBorrowed('formatNumber', value, picture, options);
  }),
  builtin('formatBase', '<n-n?:s>', 2, (value, radix) => callBorrowed('formatBase', value, radix)),
  builtin('formatInteger', '<n-s:s>', 2, (value, picture) => {
    checkPicture('formatInteger', picture as string | undefined);
    return callBorrowed('formatInteger', value, picture);
  }),
  builtin('parseInteger', '<s-s:n>', 2, parseInteger),
  builtin('toMillis', '<s-s?:n>', 2, toMillis),
  builtin('fromMillis', '<n-s?s?:s>', 3, fromMillis),
  builtin('boolean', '<x-:b>', 1, (value) => (value === undefined ? undefined : truthy(value)), ['x']),
  builtin('not', '<x-:b>', 1, (value) => (value === undefined ? undefined : !truthy(value)), ['x']),
  builtin('exists', '<x:b>', 1, (value) => value !== undefined, ['x']),
  builtin('type', '<x:s>', 1, typeOf, ['x']),
  builtin('error', '<s?:x>', 1, raise('D3137', '$error() function evaluated')),
  builtin('assert', '<bs?:x>', 2, (condition, message) => (condition ? undefined : assertion(message))),
  builtin('clone', '<(oa)-:o>', 1, (value) => (value === undefined ? undefined : copyOf(value))),
  builtin(
    'base64encode',
    '<s-:s>',
    1,
    coded((text) => Buffer.from(text, 'latin1').toString('base64')),
    ['s'],
  ),
  builtin(
    'base64decode',
    '<s-:s>',
    1,
    coded((text) => Buffer.from(text, 'base64').toString('latin1')),
    ['s'],
  ),
  builtin('encodeUrlComponent', '<s-:s>', 1, coded(encodeURIComponent), ['s']),
  builtin('encodeUrl', '<s-:s>', 1, coded(encodeURI), ['s']),
  builtin('decodeUrlComponent', '<s-:s>', 1, coded(decodeURIComponent), ['s']),
  builtin('decodeUrl', '<s-:s>', 1, coded(decodeURI), ['s']),
];
