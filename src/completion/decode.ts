// JSON read by its type, as the API server's decoder does: known fields only, null as absence or as the zero value of an item.
import { joinPointer } from '../change/pointer.ts';
import { isJsonList, isJsonObject, type Json } from '../kube/object.ts';
import type { Draft, DraftObject } from './draft.ts';
import type { FieldsReader, FieldType, TypeReader } from './field-type.ts';
import { nameOf, readScalar, zeroScalar } from './scalars.ts';

/** Why the server would answer 400: what it cannot read, and where. */
export interface DecodeProblem {
  readonly pointer: string;
  readonly message: string;
}

/** The object as a fresh draft, or the first thing that cannot be read. */
export type Decoded =
  | { readonly ok: true; readonly value: Draft }
  | { readonly ok: false; readonly problem: DecodeProblem };

/** What decoding knows. */
export interface Decoding {
  readonly read: TypeReader;
  readonly fields: FieldsReader;
}

/** Tokens on the way to the value at hand: written down as a pointer only where something is wrong. */
type Trail = (string | number)[];

/** Thrown through the recursion and caught in `decode`: no caller meets it. */
class Refused extends Error {}

/** Reads a value of a type. The draft shares nothing with the value but what the types do not describe. */
export function decode(value: Json, type: FieldType, decoding: Decoding): Decoded {
  const trail: Trail = [];
  try {
    return { ok: true, value: decodeAt(value, type, decoding, trail) };
  } catch (thrown) {
    if (!(thrown instanceof Refused)) throw thrown;
    return { ok: false, problem: { pointer: joinPointer('', ...trail), message: thrown.message } };
  }
}

/** The value of a field or an item that was not given: null for what can be absent. */
export function zeroOf({ pointer, of }: FieldType, decoding: Decoding): Draft {
  if (pointer || (of.shape !== 'struct' && of.shape !== 'scalar')) return null;
  return of.shape === 'struct' ? struct({}, of.name, decoding, []) : zeroScalar(of.name);
}

function decodeAt(value: Json, { of }: FieldType, decoding: Decoding, trail: Trail): Draft {
  if (of.shape === 'scalar') {
    const scalar = readScalar(of.name, value);
    if (!scalar.ok) throw new Refused(scalar.message);
    return scalar.value;
  }
  if (of.shape === 'list') {
    if (!isJsonList(value)) throw expected('a list', value);
    return value.map((item, index) => itemAt(item, index, of.item, decoding, trail));
  }
  if (!isJsonObject(value)) throw expected('an object', value);
  if (of.shape === 'struct') return struct(value, of.name, decoding, trail);
  const inside: DraftObject = {};
  for (const key of Object.keys(value)) set(inside, key, itemAt(value[key]!, key, of.item, decoding, trail));
  return inside;
}

/** Sets a member as its own: the names of a map are the author's. */
function set(inside: DraftObject, key: string, item: Draft): void {
  if (key !== '__proto__') inside[key] = item;
  else Object.defineProperty(inside, key, { value: item, enumerable: true, configurable: true, writable: true });
}

function itemAt(item: Json, at: string | number, type: FieldType, decoding: Decoding, trail: Trail): Draft {
  if (item === null) return zeroOf(type, decoding);
  trail.push(at);
  const decoded = decodeAt(item, type, decoding, trail);
  trail.pop();
  return decoded;
}

/** Known fields that are given; a struct that is no pointer is always there. */
function struct(value: Readonly<Record<string, Json>>, name: string, decoding: Decoding, trail: Trail): DraftObject {
  const { byKey, always } = decoding.fields(name);
  const inside: DraftObject = {};
  for (const key of Object.keys(value)) {
    const type = byKey.get(key);
    const item = value[key];
    if (type !== undefined && item !== undefined && item !== null)
      inside[key] = itemAt(item, key, type, decoding, trail);
  }
  for (const field of always)
    if (!Object.hasOwn(inside, field.key)) inside[field.key] = struct({}, field.name, decoding, trail);
  return inside;
}

function expected(wanted: string, value: Json): Refused {
  return new Refused(`the API server expects ${wanted} here, not ${nameOf(value)}`);
}
