// The values of CEL at run time and what they are called. Int is bigint, double is number: the two are never mixed up.
// Objects of the API stay JSON with the shape that types them, and are read member by member (elements.ts).
import type { Shape } from './shape.ts';

/** An unsigned integer. */
export interface Uint {
  readonly kind: 'uint';
  readonly value: bigint;
}

/** A moment: nanoseconds since 1970, and the offset (minutes) it was written with. */
export interface Timestamp {
  readonly kind: 'timestamp';
  readonly nanos: bigint;
  readonly offset: number;
}

/** A span of time in nanoseconds, within an int64. */
export interface Duration {
  readonly kind: 'duration';
  readonly nanos: bigint;
}

/** A type as a value: what `type(x)` gives. */
export interface TypeValue {
  readonly kind: 'type';
  readonly name: string;
}

/** A value or nothing. */
export interface Optional {
  readonly kind: 'optional';
  readonly value: CelValue | undefined;
}

/** A list. With a shape its items are JSON that the shape types; without one they are values. */
export interface List {
  readonly kind: 'list';
  readonly items: readonly unknown[];
  /** Shape of the items. */
  readonly shape?: Shape;
  /** How lists of the API compare and add up: by position, as sets, or by the keys of their items. */
  readonly merge?: 'set' | readonly string[];
}

/** A map made by an expression: entries by `entryKey`. */
export interface Entries {
  readonly kind: 'entries';
  readonly entries: ReadonlyMap<string, readonly [CelValue, CelValue]>;
}

/** A JSON object and the shape that types its members; a map for CEL. */
export interface Members {
  readonly kind: 'members';
  readonly json: Readonly<Record<string, unknown>>;
  readonly shape: Shape;
}

/** A quantity (k8s.io/apimachinery resource.Quantity): `value` times a power of ten. */
export interface QuantityValue {
  readonly kind: 'quantity';
  readonly value: bigint;
  readonly scale: number;
  /** True where the server keeps it as a decimal of any size instead of an int64: such a quantity is no integer for it. */
  readonly decimal: boolean;
  /** True for a sum or difference, which the server does not compare from the right. */
  readonly computed: boolean;
}

/** A URL in parts. */
export interface UrlValue {
  readonly kind: 'url';
  readonly scheme: string;
  readonly host: string;
  readonly path: string;
  readonly query: string;
  readonly text: string;
}

/** An IP address: bytes as one number, 32 or 128 bits. */
export interface IpValue {
  readonly kind: 'ip';
  readonly bits: 32 | 128;
  readonly address: bigint;
}

/** A network: address and length of its prefix. */
export interface CidrValue {
  readonly kind: 'cidr';
  readonly ip: IpValue;
  readonly prefix: number;
}

/** A semantic version. */
export interface SemverValue {
  readonly kind: 'semver';
  readonly numbers: readonly [bigint, bigint, bigint];
  readonly pre: readonly string[];
}

/** A named format and what it finds wrong with a text. */
export interface FormatValue {
  readonly kind: 'format';
  readonly name: string;
}

/** Any value of CEL. */
export type CelValue =
  | null
  | boolean
  | bigint
  | number
  | string
  | Uint8Array
  | Uint
  | Timestamp
  | Duration
  | TypeValue
  | Optional
  | List
  | Entries
  | Members
  | QuantityValue
  | UrlValue
  | IpValue
  | CidrValue
  | SemverValue
  | FormatValue;

/** Kinds of values, as functions tell them apart. */
export type Kind =
  | 'null'
  | 'bool'
  | 'int'
  | 'double'
  | 'string'
  | 'bytes'
  | Exclude<CelValue, null | boolean | bigint | number | string | Uint8Array>['kind'];

/** The kind of a value. */
export function kindOf(value: CelValue): Kind {
  switch (typeof value) {
    case 'string':
      return 'string';
    case 'boolean':
      return 'bool';
    case 'bigint':
      return 'int';
    case 'number':
      return 'double';
    default:
      return value === null ? 'null' : value instanceof Uint8Array ? 'bytes' : value.kind;
  }
}

/** Names of types as `type(x)` shows them (cel-go common/types; Kubernetes' own in k8s.io/apiserver pkg/cel). */
export const TYPE_NAMES: Readonly<Record<Kind, string>> = {
  null: 'null_type',
  bool: 'bool',
  int: 'int',
  double: 'double',
  string: 'string',
  bytes: 'bytes',
  uint: 'uint',
  timestamp: 'google.protobuf.Timestamp',
  duration: 'google.protobuf.Duration',
  type: 'type',
  optional: 'optional_type',
  list: 'list',
  entries: 'map',
  members: 'map',
  quantity: 'kubernetes.Quantity',
  url: 'kubernetes.URL',
  ip: 'net.IP',
  cidr: 'net.CIDR',
  semver: 'kubernetes.Semver',
  format: 'kubernetes.NamedFormat',
};

/** The type of a value. */
export function typeNameOf(value: CelValue): string {
  return TYPE_NAMES[kindOf(value)];
}

/** True for both forms of a map. */
export function isMap(value: CelValue): value is Entries | Members {
  const kind = kindOf(value);
  return kind === 'entries' || kind === 'members';
}

/** True for a list. */
export function isList(value: CelValue): value is List {
  return kindOf(value) === 'list';
}

/** Nothing. */
export const NONE: Optional = { kind: 'optional', value: undefined };

/** Something. */
export function some(value: CelValue): Optional {
  return { kind: 'optional', value };
}

/** A list of values. */
export function listOf(items: readonly CelValue[]): List {
  return { kind: 'list', items };
}

/** The key under which a map keeps an entry: numbers that are equal are one key. Undefined for what is no key. */
export function entryKey(value: CelValue): string | undefined {
  switch (kindOf(value)) {
    case 'string':
      return `s${value as string}`;
    case 'bool':
      return value ? 'true' : 'false';
    case 'int':
      return `n${value as bigint}`;
    case 'uint':
      return `n${(value as Uint).value}`;
    case 'double':
      return Number.isInteger(value) ? `n${BigInt(value as number)}` : undefined;
    default:
      return undefined;
  }
}
