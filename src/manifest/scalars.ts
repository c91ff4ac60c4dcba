// Scalars as Kubernetes reads them: the YAML 1.1 booleans, octals and underscores of go-yaml 2, which sigs.k8s.io/yaml 1.6.0 uses,
// but neither its base-60 numbers nor dates, which reach the API server as text. js-yaml decides where a scalar is, this file what
// it means: js-yaml's own YAML 1.1 tags read base-60 and dates, and refuse `08`, `0o17` and tags of others.
import { singleText } from './single.ts';

/** What a scalar becomes in JSON; a bigint is a whole number that no double holds. */
export type ScalarValue = null | boolean | number | string | bigint;

/** A scalar that has no meaning: what is wrong and what to do, as the rest of a sentence. */
export interface ScalarFault {
  readonly code: 'number-range' | 'yaml-tag' | 'yaml-key';
  readonly fault: string;
}

const CORE = 'tag:yaml.org,2002:';

// The words of YAML 1.1 that go-yaml knows (resolve.go); all other spellings, `tRue` or `nULL`, are text.
const WORDS: ReadonlyMap<string, null | boolean | number> = new Map<string, null | boolean | number>([
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map((word) => [word, true] as const),
  ...['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map((word) => [word, false] as const),
  ...['', '~', 'null', 'Null', 'NULL'].map((word) => [word, null] as const),
  ...['.nan', '.NaN', '.NAN'].map((word) => [word, Number.NaN] as const),
  ...['.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF'].map((word) => [word, Number.POSITIVE_INFINITY] as const),
  ...['-.inf', '-.Inf', '-.INF'].map((word) => [word, Number.NEGATIVE_INFINITY] as const),
]);

/** A number as go-yaml types it: keys print whole numbers and floats differently. */
interface ReadNumber {
  readonly whole: boolean;
  readonly value: number;
  /** A whole number that no double holds, or prints. */
  readonly exact?: bigint;
}

/** The value of a scalar without quotes and without a tag; NaN and infinities come back as such. */
export function resolvePlain(text: string): ScalarValue {
  const first = text.charCodeAt(0);
  // Letters that begin no word, which most texts begin with, need no look-up.
  if (first > 0x2f && first < 0x3a) return numberOf(text) ?? text;
  const word = WORDS.get(text);
  if (word !== undefined) return word;
  return first === 0x2b || first === 0x2d || first === 0x2e ? (numberOf(text) ?? text) : text;
}

function numberOf(text: string): number | bigint | undefined {
  const number = readNumber(text);
  return number?.exact ?? number?.value;
}

/** The value of a scalar; `tag` is as written (`!!str`, `!mine`, `!<tag:…>`), undefined where there is none. */
export function resolveScalar(text: string, plain: boolean, tag: string | undefined): ScalarValue | ScalarFault {
  const value = tag === undefined ? (plain ? resolvePlain(text) : text) : resolveTagged(text, tag);
  if (typeof value === 'number' && !Number.isFinite(value)) {
    return {
      code: 'number-range',
      fault: 'is no number that JSON can hold, so the API server cannot be sent it; put it in quotes',
    };
  }
  return value;
}

/** The text of a map key, as sigs.k8s.io/yaml makes it of booleans and numbers. */
export function resolveKey(text: string, plain: boolean, tag: string | undefined): string | ScalarFault {
  if (!plain && tag === undefined) return text;
  const value = tag === undefined ? resolvePlain(text) : resolveTagged(text, tag);
  if (typeof value === 'string') return value;
  if (value === null) return { code: 'yaml-key', fault: 'is null, which is no name; put it in quotes' };
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'object') return value;
  const number = readNumber(text);
  if (number === undefined || !number.whole || tag?.endsWith('float')) return singleText(Number(value));
  const exact = BigInt(value);
  if (exact < 1n << 63n) return String(exact);
  return { code: 'yaml-key', fault: 'is a whole number too large for a name; put it in quotes' };
}

/** What a key is to go-yaml where it is no text: two keys are one only if they are of one kind and have one name. */
export function keyKind(text: string, plain: boolean, tag: string | undefined): string | undefined {
  if (!plain && tag === undefined) return undefined;
  const value = tag === undefined ? resolvePlain(text) : resolveTagged(text, tag);
  if (typeof value === 'boolean') return 'boolean';
  if (typeof value !== 'number' && typeof value !== 'bigint') return undefined;
  return readNumber(text)?.whole && !tag?.endsWith('float') ? 'whole' : `float ${value}`;
}

/** True for what could not be resolved. */
export function isScalarFault(value: ScalarValue | ScalarFault): value is ScalarFault {
  return typeof value === 'object' && value !== null;
}

function resolveTagged(text: string, tag: string): ScalarValue | ScalarFault {
  const name = tagName(tag);
  if (!name.startsWith(CORE)) return text;
  const kind = name.slice(CORE.length);
  if (kind === 'binary') return decodeBase64(text);
  if (!['bool', 'int', 'float', 'null', 'timestamp'].includes(kind)) return text;
  const value = resolvePlain(text);
  if (kind === 'null' ? value === null : kind === 'bool' ? typeof value === 'boolean' : false) return value;
  if (typeof value === 'number' || typeof value === 'bigint') {
    if (kind === 'int' && readNumber(text)?.whole) return value;
    // go-yaml makes no float of a whole number beyond int64.
    if (kind === 'float' && (typeof value === 'number' || value < 1n << 63n)) return Number(value);
  }
  if (kind === 'timestamp' && TIMESTAMP.test(text)) return text;
  return { code: 'yaml-tag', fault: `is no ${kind}, as its tag says; correct the value or remove the tag` };
}

// The four layouts of go-yaml's parseTimestamp; the calendar itself is not checked.
const TIMESTAMP =
  /^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt][0-9]{1,2}:[0-9]{1,2}:[0-9]{1,2}(?:\.[0-9]+)?(?:Z|[-+][0-9]{2}:[0-9]{2})|\s[0-9]{1,2}:[0-9]{1,2}:[0-9]{1,2}(?:\.[0-9]+)?)?$/;

function tagName(tag: string): string {
  const verbatim = /^!<(.*)>$/.exec(tag);
  const name = verbatim ? verbatim[1]! : tag.startsWith('!!') ? CORE + tag.slice(2) : tag;
  if (!name.includes('%')) return name;
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

function decodeBase64(text: string): string | ScalarFault {
  const digits = text.replace(/[\r\n]/g, '');
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(digits)) {
    return { code: 'yaml-tag', fault: 'is no base64, as its tag `!!binary` says; correct the value or remove the tag' };
  }
  try {
    const bytes = Uint8Array.from(atob(digits), (one) => one.charCodeAt(0));
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return {
      code: 'yaml-tag',
      fault: 'holds bytes that are no text, which JSON cannot hold; remove the tag `!!binary`',
    };
  }
}

const DECIMAL = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
const WHOLE = /^([-+]?)(?:(0|[1-9][0-9]*)|0[xX]([0-9a-fA-F]+)|0[bB]([01]+)|0[oO]?([0-7]+))$/;
/** All underscores are taken out, but where a text begins with a point only those that Go allows in numbers. */
const BETWEEN_DIGITS = /(?<=[0-9])_(?=[0-9])/g;
/** go-yaml reads a sign behind `0b`, too. */
const SIGNED_BINARY = /^0b([-+])([01]+)$/;

/** The number a text is, or undefined. Whole numbers follow Go's ParseInt with base 0, others its ParseFloat. */
function readNumber(text: string): ReadNumber | undefined {
  const digits = text.includes('_') ? text.replaceAll(text.charCodeAt(0) === 0x2e ? BETWEEN_DIGITS : '_', '') : text;
  const whole = readWhole(digits);
  if (whole !== undefined) return whole;
  if (DECIMAL.test(digits)) {
    const value = Number(digits);
    return Number.isFinite(value) ? { whole: false, value } : undefined;
  }
  const binary = SIGNED_BINARY.exec(digits);
  return binary === null ? undefined : readWhole(`${binary[1]}0b${binary[2]}`);
}

function readWhole(digits: string): ReadNumber | undefined {
  const match = WHOLE.exec(digits);
  if (match === null) return undefined;
  const [, sign, decimal, hex, binary, octal] = match;
  const negative = sign === '-';
  if (decimal !== undefined && decimal.length < 16)
    return { whole: true, value: negative ? 0 - Number(decimal) : Number(decimal) };
  const [prefix, written, most] =
    hex !== undefined
      ? ['0x', hex, 16]
      : binary !== undefined
        ? ['0b', binary, 64]
        : octal !== undefined
          ? ['0o', octal, 22]
          : ['', decimal!, 20];
  const significant = written.replace(/^0+(?=.)/, '');
  if (significant.length > most) return undefined;
  const size = BigInt(prefix + significant);
  // int64, and without a sign uint64; beyond it a decimal is a float, all else text.
  const limit = sign === '' ? (1n << 64n) - 1n : negative ? 1n << 63n : (1n << 63n) - 1n;
  if (size > limit) return undefined;
  const exact = negative ? -size : size;
  const value = Number(exact);
  return Number.isSafeInteger(value) || String(value) === String(exact)
    ? { whole: true, value }
    : { whole: true, value, exact };
}

/** A whole number in decimal that no double holds and that fits 64 bits, as sigs.k8s.io/yaml keeps one; undefined for all others. */
export function exactWhole(digits: string): bigint | undefined {
  return digits.length > 15 ? readWhole(digits)?.exact : undefined;
}
