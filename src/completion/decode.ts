// JSON read by its type, as the API server's decoder does: known fields only, null as absence or as the zero value of an item.
import { joinPointer } from '../change/pointer.ts';
import { isJsonList, isJsonObject, type Json } from '../kube/object.ts';
import type { CompletionTypes } from './data.ts';
import type { Draft, DraftObject } from './draft.ts';
import type { FieldType, TypeReader } from './field-type.ts';
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
  readonly types: CompletionTypes['types'];
  readonly read: TypeReader;
}

/** Thrown through the recursion and caught in `decode`: no caller meets it. */
class Refused extends Error {
  readonly problem: DecodeProblem;
  constructor(pointer: string, message: string) {
    super(message);
    this.problem = { pointer, message };
  }
}

/** Reads a value of a type. The draft shares nothing with the value but what the types do not describe. */
export function decode(value: Json, type: FieldType, decoding: Decoding): Decoded {
  try {
    return { ok: true, value: decodeAt(value, type, decoding, '') };
  } catch (thrown) {
    if (thrown instanceof Refused) return { ok: false, problem: thrown.problem };
    throw thrown;
  }
}

/** The value of a field or an item that was not given: null for what can be absent. */
export function zeroOf({ pointer, of }: FieldType, decoding: Decoding): Draft {
  if (pointer || (of.shape !== 'struct' && of.shape !== 'scalar')) return null;
  return of.shape === 'struct' ? struct({}, of.name, decoding, '') : zeroScalar(of.name);
}

function decodeAt(value: Json, { of }: FieldType, decoding: Decoding, pointer: string): Draft {
  if (of.shape === 'scalar') {
    const scalar = readScalar(of.name, value);
    if (!scalar.ok) throw new Refused(pointer, scalar.message);
    return scalar.value;
  }
  if (of.shape === 'list') {
    if (!isJsonList(value)) throw expected('a list', value, pointer);
    return value.map((item, index) => itemAt(item, of.item, decoding, joinPointer(pointer, index)));
  }
  if (!isJsonObject(value)) throw expected('an object', value, pointer);
  if (of.shape === 'struct') return struct(value, of.name, decoding, pointer);
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, itemAt(item, of.item, decoding, joinPointer(pointer, key))]),
  );
}

function itemAt(item: Json, type: FieldType, decoding: Decoding, pointer: string): Draft {
  return item === null ? zeroOf(type, decoding) : decodeAt(item, type, decoding, pointer);
}

/** Known fields that are given; a struct that is no pointer is always there. */
function struct(value: Readonly<Record<string, Json>>, name: string, decoding: Decoding, pointer: string): DraftObject {
  const fields = decoding.types[name] ?? {};
  const inside: DraftObject = {};
  for (const [key, text] of Object.entries(fields)) {
    const type = decoding.read(text);
    const item = Object.hasOwn(value, key) ? value[key] : undefined;
    if (item !== undefined && item !== null) inside[key] = decodeAt(item, type, decoding, joinPointer(pointer, key));
    else if (!type.pointer && type.of.shape === 'struct') inside[key] = struct({}, type.of.name, decoding, pointer);
  }
  return inside;
}

function expected(wanted: string, value: Json, pointer: string): Refused {
  return new Refused(pointer, `the API server expects ${wanted} here, not ${nameOf(value)}`);
}
