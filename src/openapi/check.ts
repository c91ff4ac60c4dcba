// Checks of single values as the API server's decoder makes them: which JSON a Go type takes (sigs.k8s.io/json, and the types of
// k8s.io/apimachinery that read themselves). How values are put together is compile.ts. Null never comes here.
import { canonicalQuantity } from '../kube/canonical-quantity.ts';
import { isJsonList, isJsonObject, type Json } from '../kube/object.ts';
import { type Fault, faultOf, listed, named } from './fault.ts';
import { isMicroTime, isTime } from './go-time.ts';

/** Finds what is wrong with a value; undefined where nothing is. */
export type Check = (value: Json) => Fault[] | undefined;

/** The fault of a value of another type. */
export function wrongType(takes: string, value: Json): Fault[] {
  return [faultOf('type-invalid', ({ field }) => `\`${field}\` takes ${takes}, not ${named(value)}`)];
}

/** Anything: what the server keeps as it is, and judges later if at all. */
export const anything: Check = () => undefined;

export const isText: Check = (value) => (typeof value === 'string' ? undefined : wrongType('a text', value));

export const isBoolean: Check = (value) => (typeof value === 'boolean' ? undefined : wrongType('true or false', value));

export const isNumber: Check = (value) => (typeof value === 'number' ? undefined : wrongType('a number', value));

export const isObject: Check = (value) => (isJsonObject(value) ? undefined : wrongType('an object', value));

/** A whole number of `bits` bits. What lies next to the largest int64 is one and the same double as it. */
export function isInteger(bits: 32 | 64): Check {
  const limit = 2 ** (bits - 1);
  return (value) => {
    if (isWhole(value) && value >= -limit && (bits === 64 ? value <= limit : value < limit)) return undefined;
    if (isWhole(value)) {
      const say = `, not ${named(value)}`;
      return [faultOf('type-invalid', ({ field }) => `\`${field}\` takes a whole number of ${bits} bits${say}`)];
    }
    return wrongType('a whole number', value);
  };
}

function isWhole(value: Json): value is number {
  return typeof value === 'number' && Number.isInteger(value);
}

const INT32 = 2 ** 31;

export const isIntOrString: Check = (value) => {
  if (typeof value === 'string') return undefined;
  return isWhole(value) && value >= -INT32 && value < INT32
    ? undefined
    : wrongType('a whole number of 32 bits or a text', value);
};

/** resource.Quantity: most are short and plain, which is seen at once. */
export const isQuantity: Check = (value) => {
  if (typeof value === 'string' && PLAIN_QUANTITY.test(value)) return undefined;
  return canonicalQuantity(value) === undefined ? wrongType('a quantity such as `500m` or `1Gi`', value) : undefined;
};

const PLAIN_QUANTITY = /^[0-9]{1,9}(?:\.[0-9]{1,9})?(?:[numkMGTPE]|[KMGTPE]i)?$/;

export const isPointInTime: Check = (value) =>
  typeof value === 'string' && isTime(value)
    ? undefined
    : wrongType('a time such as `2006-01-02T15:04:05Z` (RFC 3339)', value);

export const isPointInMicroTime: Check = (value) =>
  typeof value === 'string' && isMicroTime(value)
    ? undefined
    : wrongType('a time with six decimals such as `2006-01-02T15:04:05.000000Z`', value);

/** Base64 as Go's StdEncoding reads it: line breaks are skipped, padding is required. Go reads a list of bytes, too. */
export const isBase64: Check = (value) => {
  if (typeof value === 'string') {
    const packed = value.includes('\n') || value.includes('\r') ? value.replace(/[\r\n]/g, '') : value;
    if (packed.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(packed)) return undefined;
    return [
      faultOf(
        'type-invalid',
        ({ field }) => `\`${field}\` takes base64, not a plain text: encode it, with its padding`,
      ),
    ];
  }
  if (isJsonList(value) && value.every((item) => item === null || (isWhole(item) && item >= 0 && item < 256)))
    return undefined;
  return wrongType('base64', value);
};

/** One of the texts of `values`; an empty text counts as none given, which defaults and validation deal with. */
export function isOneOf(values: readonly string[]): Check {
  const known = new Set(values);
  return (value) => {
    if (typeof value !== 'string') return wrongType('a text', value);
    if (value === '' || known.has(value)) return undefined;
    return [
      faultOf(
        'not-supported',
        ({ field }) => `\`${field}\` is ${named(value)}, and takes ${listed([...known].sort())}`,
      ),
    ];
  };
}
