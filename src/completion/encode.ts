// A decoded object written as the API server's encoder does: presence is decided by the type, not by the author.
import { canonicalQuantity } from '../kube/canonical-quantity.ts';
import { isJsonList, type Json } from '../kube/object.ts';
import { type Decoding, zeroOf } from './decode.ts';
import { type Draft, type DraftObject, isDraftObject, isEmpty } from './draft.ts';
import type { FieldType } from './field-type.ts';

/** Scalars whose Go type has no empty value that `omitempty` would see. */
const NEVER_EMPTY: ReadonlySet<string> = new Set(['raw', 'time', 'quantity', 'int-or-string']);

/** The JSON of a draft. In the order of the type's fields. */
export function encode(value: Draft, { of }: FieldType, decoding: Decoding): Json {
  if (value === null) return null;
  if (of.shape === 'list' && isJsonList(value)) return value.map((item) => encode(item, of.item, decoding));
  if (!isDraftObject(value)) return value;
  if (of.shape === 'struct') return struct(value, of.name, decoding);
  if (of.shape !== 'map') return value;
  const amounts = of.item.of.shape === 'scalar' && of.item.of.name === 'quantity' && !of.item.pointer;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      // resource lists are rounded up to thousandths
      amounts ? (canonicalQuantity(item, true) ?? (item as Json)) : encode(item, of.item, decoding),
    ]),
  );
}

function struct(value: DraftObject, name: string, decoding: Decoding): Json {
  const written: Record<string, Json> = {};
  for (const { key, type } of decoding.fields(name).all) {
    // no field is called like a member that every object inherits
    const given = value[key];
    if (given === undefined || given === null) {
      if (type.mark === '!') written[key] = type.pointer ? null : encode(zeroOf(type, decoding), type, decoding);
      continue;
    }
    const item = encode(given, type, decoding);
    if (isWritten(item, type)) written[key] = item;
  }
  return written;
}

/** A pointer or a marked field is written as it is; of the others, what is empty is left out. */
function isWritten(item: Json, { pointer, mark, of }: FieldType): boolean {
  if (pointer || mark === '!' || (of.shape === 'scalar' && NEVER_EMPTY.has(of.name))) return true;
  if (mark === '?') return !(isDraftObject(item) && isEmpty(item));
  return !(isEmpty(item) || item === 0 || item === false);
}
