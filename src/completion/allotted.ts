// What the API server allots to every object: no manifest decides it, so that no gate shows it to rules.
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

/** The object without them and without its `status`; the very object where there is nothing to leave out. */
export function withoutAllotted(object: JsonObject): JsonObject {
  const { metadata } = object;
  const inMetadata = isJsonObject(metadata) && Object.keys(metadata).some((key) => ALLOTTED.has(key));
  if (!inMetadata && !Object.hasOwn(object, 'status')) return object;
  const kept = Object.entries(object).filter(([key]) => key !== 'status');
  return Object.fromEntries(
    kept.map(([key, value]) => [key, key === 'metadata' && inMetadata ? withoutMembers(metadata) : value]),
  );
}

function withoutMembers(metadata: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(metadata).filter(([key]) => !ALLOTTED.has(key)));
}
