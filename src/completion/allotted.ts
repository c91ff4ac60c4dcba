// What the API server allots to every object: no manifest decides it, so that no gate shows it to rules.
import { gvkOf, isNamespaced } from '../kube/gvk.ts';
import { isJsonObject, type JsonObject } from '../kube/object.ts';

/** Members of `metadata` that the server wipes from what it is sent, or sets by itself. */
const ALLOTTED: ReadonlySet<string> = new Set([
  'uid',
  'creationTimestamp',
  'generation',
  'managedFields',
  'resourceVersion',
  'selfLink',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
]);

/**
 * The object without them and, of a built-in kind, without its `status`; the very object where there is nothing to leave out.
 * The status of a custom kind is the author's where its definition has no such subresource.
 */
export function withoutAllotted(object: JsonObject): JsonObject {
  const { metadata } = object;
  const inMetadata = isJsonObject(metadata) && Object.keys(metadata).some((key) => ALLOTTED.has(key));
  const hasStatus = Object.hasOwn(object, 'status') && isNamespaced(gvkOf(object)) !== undefined;
  if (!inMetadata && !hasStatus) return object;
  const kept = Object.entries(object).filter(([key]) => !hasStatus || key !== 'status');
  return Object.fromEntries(
    kept.map(([key, value]) => [key, key === 'metadata' && inMetadata ? withoutMembers(metadata) : value]),
  );
}

function withoutMembers(metadata: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(metadata).filter(([key]) => !ALLOTTED.has(key)));
}
