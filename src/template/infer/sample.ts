// A resource as inference sees it: what the server and its clients added is left out, and beside what was written stands what the
// API server makes of it.
import { gvkOf } from '../../kube/gvk.ts';
import { isJsonObject, type Json, type JsonObject, metadataOf } from '../../kube/object.ts';

/** A resource that inference generalises from. */
export interface Sample {
  /** Its index among those that were given. */
  readonly index: number;
  readonly raw: JsonObject;
  readonly done: JsonObject;
  /** `apps/Deployment`. */
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  /** The folder or file it is from; resources from one place may belong together. */
  readonly origin: string;
}

/** What the server, kubectl and the deployment controller write into an object's `metadata`. */
const POPULATED: ReadonlySet<string> = new Set([
  'creationTimestamp',
  'deletionGracePeriodSeconds',
  'deletionTimestamp',
  'generation',
  'managedFields',
  'ownerReferences',
  'resourceVersion',
  'selfLink',
  'uid',
]);
const POPULATED_ANNOTATIONS: ReadonlySet<string> = new Set([
  'deployment.kubernetes.io/revision',
  'kubectl.kubernetes.io/last-applied-configuration',
]);

/** Reads a resource; `complete` completes it as the API server does. */
export function sampleOf(
  object: JsonObject,
  index: number,
  origin: string,
  complete: (object: JsonObject) => JsonObject,
): Sample {
  const raw = withoutPopulated(object);
  const { group, kind } = gvkOf(raw);
  const { name = '', namespace = '', labels } = metadataOf(raw);
  const done = complete(raw);
  return { index, raw, done, kind: group === '' ? kind : `${group}/${kind}`, name, namespace, labels, origin };
}

function withoutPopulated({ status: _, ...object }: JsonObject): JsonObject {
  const { metadata } = object;
  if (!isJsonObject(metadata)) return object;
  const kept = Object.entries(metadata).flatMap(([key, value]): [string, Json][] => {
    if (POPULATED.has(key)) return [];
    if (key !== 'annotations' || !isJsonObject(value)) return [[key, value]];
    const own = Object.entries(value).filter(([name]) => !POPULATED_ANNOTATIONS.has(name));
    return own.length > 0 ? [[key, Object.fromEntries(own)]] : [];
  });
  return { ...object, metadata: Object.fromEntries(kept) };
}
