// JSON scalars as the API server reads them into Go values: what is refused, and what is written instead of what was given.
import { canonicalQuantity } from '../kube/canonical-quantity.ts';
import { isJsonList, isJsonObject, type Json } from '../kube/object.ts';

/** The value as the server holds it, or why it is refused. */
export type Scalar = { readonly ok: true; readonly value: Json } | { readonly ok: false; readonly message: string };

const INT32 = 2 ** 31;
const INT64 = 2 ** 63;

const good = (value: Json): Scalar => ({ ok: true, value });
const wrong = (wanted: string, value: Json): Scalar => ({
  ok: false,
  message: `the API server expects ${wanted} here, not ${nameOf(value)}`,
});

/** Reads a scalar of the type `name`; types that the table does not describe (`raw`) pass as they are. Null never comes here. */
export function readScalar(name: string, value: Json): Scalar {
  switch (name) {
    case 'string':
    case 'time':
    case 'micro-time':
      return typeof value === 'string' ? good(value) : wrong('a text', value);
    case 'bool':
      return typeof value === 'boolean' ? good(value) : wrong('true or false', value);
    case 'int32':
      return isWhole(value, INT32) ? good(value) : wrong('a whole number of 32 bits', value);
    case 'int64':
      return isWhole(value, INT64) ? good(value) : wrong('a whole number of 64 bits', value);
    case 'float64':
      return typeof value === 'number' ? good(value) : wrong('a number', value);
    case 'int-or-string':
      return typeof value === 'string' || isWhole(value, INT32)
        ? good(value)
        : wrong('a whole number or a text', value);
    case 'quantity': {
      const text = canonicalQuantity(value);
      return text === undefined ? wrong('a quantity such as `500m` or `1Gi`', value) : good(text);
    }
    case 'bytes':
      return typeof value === 'string' ? readBytes(value) : wrong('a base64 text', value);
    default:
      return good(value);
  }
}

/** The value that a null stands for inside lists and maps, and that a field without a pointer has. */
export function zeroScalar(name: string): Json {
  if (name === 'string') return '';
  if (name === 'bool') return false;
  if (name === 'quantity') return '0';
  return ['int32', 'int64', 'float64', 'int-or-string'].includes(name) ? 0 : null;
}

/** The base64 of a text in UTF-8. */
export function base64Of(text: string): string {
  const parts: string[] = [];
  const bytes = new TextEncoder().encode(text);
  for (let at = 0; at < bytes.length; at += 4096) parts.push(String.fromCharCode(...bytes.subarray(at, at + 4096)));
  return btoa(parts.join(''));
}

/** Go's standard base64: line breaks are skipped, padding is required. Written again, the bits behind the end are zero. */
function readBytes(text: string): Scalar {
  const packed = text.replace(/[\r\n]/g, '');
  if (packed.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(packed))
    return { ok: false, message: 'the API server expects base64 here; encode the value, or use `stringData`' };
  return good(btoa(atob(packed)));
}

function isWhole(value: Json, limit: number): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= -limit && value < limit;
}

/** A value for a message. */
export function nameOf(value: Json): string {
  if (isJsonList(value)) return 'a list';
  if (isJsonObject(value)) return 'an object';
  if (typeof value !== 'string') return `\`${String(value)}\``;
  return `the text \`${value.length > 60 ? `${value.slice(0, 60)}…` : value}\``;
}
