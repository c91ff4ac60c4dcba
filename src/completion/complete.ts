// An object of a manifest as the API server shows it to webhooks: decoded by type, defaulted, encoded by type. Leaves out what
// the server allots; kinds whose types are not known pass as they are.
import { isJsonObject, type JsonObject } from '../kube/object.ts';
import { withoutAllotted } from './allotted.ts';
import type { CompletionData } from './data.ts';
import { type DecodeProblem, type Decoding, decode } from './decode.ts';
import { applyDefaults } from './defaults.ts';
import { type DraftObject, isDraftObject } from './draft.ts';
import { encode } from './encode.ts';
import { fieldsReader, typeReader } from './field-type.ts';

/** The completed object, or why the server could not read the given one (it would answer 400). */
export type Completed =
  | { readonly ok: true; readonly object: JsonObject }
  | { readonly ok: false; readonly problem: DecodeProblem };

/** Completes objects for rules: what the server could not read is judged as it was read. */
export function completer(data: CompletionData): (object: JsonObject) => JsonObject {
  return (object) => {
    const completed = complete(object, data);
    return withoutAllotted(completed.ok ? completed.object : object);
  };
}

const decodings = new WeakMap<CompletionData, Decoding & { readonly clusterScoped: ReadonlySet<string> }>();

/** Completes an object; the given one is never written to. */
export function complete(object: JsonObject, data: CompletionData): Completed {
  const kind = `${String(object['apiVersion'])} ${String(object['kind'])}`;
  const name = Object.hasOwn(data.types.kinds, kind) ? data.types.kinds[kind] : undefined;
  if (name === undefined) return { ok: true, object };
  const decoding = decodingOf(data);
  const type = decoding.read(name);
  const decoded = decode(withoutAllotted(object), type, decoding);
  if (!decoded.ok) return decoded;
  const draft = decoded.value as DraftObject;
  // the server takes the place of a cluster-scoped object from its path alone
  const metadata = draft['metadata'];
  if (decoding.clusterScoped.has(kind) && isDraftObject(metadata)) delete (metadata as DraftObject)['namespace'];
  applyDefaults(draft, data.defaults[kind.replace(' ', '/')] ?? []);
  const encoded = encode(draft, type, decoding);
  return { ok: true, object: withoutAllotted(isJsonObject(encoded) ? encoded : object) };
}

function decodingOf(data: CompletionData) {
  const before = decodings.get(data);
  if (before) return before;
  const read = typeReader(data.types);
  const fresh = {
    read,
    fields: fieldsReader(data.types, read),
    clusterScoped: new Set(data.types.clusterScoped),
  };
  decodings.set(data, fresh);
  return fresh;
}
