// What readers of YAML 1.2 make of a scalar (YAML 1.2.2, 10.3.2: the core schema), and by which rule kubectl reads it otherwise.
// Where both agree there is nothing to say: base-60 numbers and dates are text to both.
import type { ScalarValue } from './scalars.ts';

/** Why a scalar or name is read otherwise: the rules of the policy `yaml-reading`. */
export type ReadingRule =
  /** A word of YAML 1.1: `yes`, `off`, `y`. */
  | 'boolean-word'
  /** Octal by a leading 0, or by a sign or capital letter that YAML 1.2 does not know. */
  | 'octal'
  /** Underscores within a number. */
  | 'underscore'
  /** `0b1`, `0X1F`, `-0x1`. */
  | 'number-form'
  /** A number that is too large for kubectl, which takes it for text. */
  | 'number-range'
  /** A tag that the core schema does not know; `!!binary` is decoded. */
  | 'tag'
  /** A name that is one of these: `on:` becomes `true`. */
  | 'key'
  /** A merge key behind a name that it replaces. */
  | 'merge-order';

/** A plain scalar as the core schema reads it; a number that is too large for a double is text. */
export function resolveCore(text: string): null | boolean | number | string {
  const word = CORE_WORDS.get(text);
  if (word !== undefined) return word;
  if (!NUMBER_START.test(text)) return text;
  if (DECIMAL.test(text) || OCTAL_OR_HEX.test(text)) {
    // `Number` knows both prefixes, and ignores the zeros before a decimal.
    const number = Number(text);
    return Number.isFinite(number) ? number : text;
  }
  return text;
}

/** The rule by which kubectl reads a plain scalar, as `value`, otherwise than the core schema. Most scalars are told by a look. */
export function readingRule(text: string, value: ScalarValue): ReadingRule | undefined {
  switch (typeof value) {
    case 'boolean':
      return CORE_WORDS.has(text) ? undefined : 'boolean-word';
    case 'string':
      if (text.charCodeAt(0) !== 0x30 || !OCTAL_OR_HEX.test(text)) return undefined;
      return resolveCore(text) === text ? undefined : 'number-range';
    case 'object':
      return undefined;
    default:
      if (COMMON_NUMBER.test(text) || resolveCore(text) === Number(value)) return undefined;
      if (text.includes('_')) return 'underscore';
      return /^[-+]?0[oO]?[0-7]+$/.test(text) ? 'octal' : 'number-form';
  }
}

/** The rule for a scalar with a tag: those that the core schema does not know, `!` but for. */
export function taggedRule(text: string, value: ScalarValue, tag: string): ReadingRule | undefined {
  const kind = /^(?:!!|!<tag:yaml\.org,2002:)([a-z]+)>?$/.exec(tag)?.[1];
  if (kind === 'bool' || kind === 'int' || kind === 'float') return readingRule(text, value);
  return tag === '!' || kind === 'str' || kind === 'null' ? undefined : 'tag';
}

/** Whether a key without quotes or with a tag is another name to readers of YAML 1.2 than `name`: the text of its value. */
export function isOtherName(name: string, text: string, tag: string | undefined): boolean {
  // What begins with a letter and is not turned into something else by kubectl is no word of the core schema either.
  if (name === text && text.charCodeAt(0) > 0x40) return false;
  if (tag !== undefined && !/^(?:!!|!<tag:yaml\.org,2002:)(?:bool|int|float)\b/.test(tag)) return name !== text;
  return name !== String(resolveCore(text));
}

const CORE_WORDS: ReadonlyMap<string, null | boolean | number> = new Map<string, null | boolean | number>([
  ...['', '~', 'null', 'Null', 'NULL'].map((word) => [word, null] as const),
  ...['true', 'True', 'TRUE'].map((word) => [word, true] as const),
  ...['false', 'False', 'FALSE'].map((word) => [word, false] as const),
  ...['.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF'].map((word) => [word, Number.POSITIVE_INFINITY] as const),
  ...['-.inf', '-.Inf', '-.INF'].map((word) => [word, Number.NEGATIVE_INFINITY] as const),
  ...['.nan', '.NaN', '.NAN'].map((word) => [word, Number.NaN] as const),
]);

const NUMBER_START = /^[-+.0-9]/;
const COMMON_NUMBER = /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?$/;
const DECIMAL = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
const OCTAL_OR_HEX = /^0(?:o[0-7]+|x[0-9a-fA-F]+)$/;
