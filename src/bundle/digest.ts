// The digest of a bundle: equal exactly where the meaning of all documents is. Both gates print it.
import { createHash } from 'node:crypto';
import type { Json, JsonObject } from '../kube/object.ts';

/** What the digest is taken over; another meaning needs another prefix number. */
const PREFIX = 'sallyport-bundle/1';

/** `sha256:` over kind, name and spec of the documents, whatever their files, labels or order. */
export function digestOf(
  documents: readonly { readonly kind: string; readonly name: string; readonly spec: JsonObject }[],
): string {
  const texts = documents.map(({ kind, name, spec }) => canonical({ kind, name, spec })).sort();
  return `sha256:${createHash('sha256')
    .update(`${PREFIX}\n${texts.join('\n')}`)
    .digest('hex')}`;
}

/** Canonical JSON (RFC 8785): members sorted by UTF-16 code units, no white space, numbers and strings as JSON.stringify writes them. */
export function canonical(value: Json): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const object = value as JsonObject;
  const members = Object.keys(object).sort();
  return `{${members.map((key) => `${JSON.stringify(key)}:${canonical(object[key] as Json)}`).join(',')}}`;
}
