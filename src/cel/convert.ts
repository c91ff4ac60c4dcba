// JSON to values of CEL, by the shape that types it (k8s.io/apiserver pkg/cel/common, UnstructuredToVal), and values back to JSON
// where lists of the API take them in. Objects and lists are wrapped, not copied.
import { Fault, shown } from './fault.ts';
import { parseDate, parseFormatDuration, parseTimestamp, timestampOf } from './moment.ts';
import { RAW, type Shape } from './shape.ts';
import { type CelValue, kindOf, type Uint } from './value.ts';

/** What stands in a list of the API for a value that is no JSON: reading it is an error. */
const NO_JSON = Symbol('a value that is no JSON');

/** The value that JSON is under a shape; raises a fault where it does not fit. */
export function fromJson(json: unknown, shape: Shape): CelValue {
  if (shape.kind === 'raw') return rawValue(json);
  if (json === null || json === undefined) {
    if (shape.nullable) return null;
    throw new Fault('the value is null, and its schema is not nullable');
  }
  switch (shape.kind) {
    case 'object':
    case 'map':
    case 'opaque':
      if (typeof json !== 'object' || Array.isArray(json)) return misfit('an object');
      return { kind: 'members', json: json as Readonly<Record<string, unknown>>, shape };
    case 'list':
      if (!Array.isArray(json)) return misfit('a list');
      return shape.merge
        ? { kind: 'list', items: json, shape: shape.inner as Shape, merge: shape.merge }
        : { kind: 'list', items: json, shape: shape.inner as Shape };
    case 'int':
      return Number.isInteger(json) ? BigInt(json as number) : typeof json === 'bigint' ? json : misfit('an integer');
    case 'double':
      return typeof json === 'number' ? json : typeof json === 'bigint' ? Number(json) : misfit('a number');
    case 'bool':
      return typeof json === 'boolean' ? json : misfit('a boolean');
    case 'int-or-string':
      if (typeof json === 'string') return json;
      return Number.isInteger(json)
        ? BigInt(json as number)
        : typeof json === 'bigint'
          ? json
          : misfit('an integer or a string');
    case 'preserved':
      return { kind: 'members', json: { '': json }, shape };
    case 'unknown':
      throw new Fault('the schema does not say what type the value has');
    default:
      return typeof json === 'string' ? textValue(json, shape.kind) : misfit('a string');
  }
}

function misfit(wanted: string): never {
  throw new Fault(`the value is not ${wanted}, which its schema asks for`);
}

function textValue(text: string, kind: Shape['kind']): CelValue {
  switch (kind) {
    case 'duration':
      return parseFormatDuration(text) ?? malformed(text, 'a duration');
    case 'date':
      return parseDate(text) ?? malformed(text, 'a date');
    case 'datetime':
      // an empty text is the beginning of 1970
      return text === '' ? timestampOf(0n) : (parseTimestamp(text, true) ?? malformed(text, 'a date with time'));
    case 'bytes':
      return decodeBase64(text) ?? malformed(text, 'base64 in its alphabet for URLs');
    default:
      return text;
  }
}

function malformed(text: string, wanted: string): never {
  throw new Fault(`\`${shown(text)}\` is not ${wanted}`);
}

/** The server decodes the format `byte` with the alphabet for URLs and with padding; line breaks do not count. */
function decodeBase64(text: string): Uint8Array | undefined {
  const bare = text.replace(/[\r\n]/g, '');
  if (!/^(?:[A-Za-z0-9_-]{4})*(?:[A-Za-z0-9_-]{2}==|[A-Za-z0-9_-]{3}=)?$/.test(bare)) return undefined;
  const binary = atob(bare.replace(/-/g, '+').replace(/_/g, '/'));
  return Uint8Array.from(binary, (one) => one.charCodeAt(0));
}

function rawValue(json: unknown): CelValue {
  switch (typeof json) {
    case 'number':
      return Number.isInteger(json) ? BigInt(json) : json;
    case 'string':
    case 'boolean':
    case 'bigint':
      return json;
    case 'object':
      if (json === null) return null;
      if (Array.isArray(json)) return { kind: 'list', items: json, shape: RAW };
      return { kind: 'members', json: json as Readonly<Record<string, unknown>>, shape: RAW };
    default:
      throw new Fault('the value does not fit the list it was added to');
  }
}

/** JSON for a value that a list of the API takes in: the items are read again by its own shape. */
export function toJson(value: CelValue): unknown {
  switch (kindOf(value)) {
    case 'members':
      return (value as { json: unknown }).json;
    case 'list': {
      const { items, shape } = value as { items: readonly unknown[]; shape?: Shape };
      return shape ? items : NO_JSON;
    }
    case 'uint':
      return (value as Uint).value;
    case 'bool':
    case 'int':
    case 'double':
    case 'string':
    case 'null':
      return value;
    default:
      return NO_JSON;
  }
}
