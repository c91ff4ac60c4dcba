// What the API server and its controllers write into objects by themselves: no manifest decides it, so no template judges it.
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../kube/object.ts';

/** Members of `metadata` that the server allots. */
const ALLOTTED: ReadonlySet<string> = new Set([
  'creationTimestamp',
  'deletionGracePeriodSeconds',
  'deletionTimestamp',
  'generation',
  'managedFields',
  'resourceVersion',
  'selfLink',
  'uid',
]);

/** Annotations of clients and controllers. */
const ANNOTATIONS: ReadonlySet<string> = new Set([
  'deployment.kubernetes.io/revision',
  'deprecated.daemonset.template.generation',
  'kubectl.kubernetes.io/last-applied-configuration',
]);

/** The object without them; the very object where there is nothing to leave out. */
export function withoutPopulated(object: JsonObject): JsonObject {
  const { metadata } = object;
  const kept = isJsonObject(metadata) ? cleaned(metadata) : metadata;
  if (kept === metadata && object['status'] === undefined) return object;
  const { status: _, ...rest } = object;
  return kept === undefined ? rest : { ...rest, metadata: kept };
}

function cleaned(metadata: JsonObject): JsonObject {
  const annotations = metadata['annotations'];
  const keys = isJsonObject(annotations) ? Object.keys(annotations) : [];
  const left = keys.filter((key) => !ANNOTATIONS.has(key));
  const allotted = Object.keys(metadata).some((key) => ALLOTTED.has(key));
  if (left.length === keys.length && !allotted) return metadata;
  return Object.fromEntries(
    Object.entries(metadata).flatMap(([key, value]): [string, Json][] => {
      if (ALLOTTED.has(key)) return [];
      if (key !== 'annotations' || left.length === keys.length) return [[key, value]];
      return left.length === 0
        ? []
        : [[key, Object.fromEntries(left.map((one) => [one, (value as JsonObject)[one] as Json]))]];
    }),
  );
}

/** Labels and selectors that the Job controller allots. */
const JOB_KEYS: ReadonlySet<string> = new Set([
  'batch.kubernetes.io/controller-uid',
  'batch.kubernetes.io/job-name',
  'controller-uid',
  'job-name',
]);

const is = (wanted: Json) => (value: Json) => JSON.stringify(value) === JSON.stringify(wanted);
const isAny = () => true;
const isJobMap = (value: Json) => isJsonObject(value) && Object.keys(value).every((key) => JOB_KEYS.has(key));
const isDefaultToleration = (value: Json) =>
  isJsonObject(value) &&
  value['tolerationSeconds'] === 300 &&
  /^node\.kubernetes\.io\/(not-ready|unreachable)$/.test(String(value['key']));

/** Places by kind, `*` for an item of a list: which values there are not the author's. */
const PLACES: Readonly<Record<string, Readonly<Record<string, (value: Json, holder: JsonObject) => boolean>>>> = {
  '/Namespace': { 'spec.finalizers': is(['kubernetes']), spec: is({ finalizers: ['kubernetes'] }) },
  '/PersistentVolume': { 'metadata.finalizers': is(['kubernetes.io/pv-protection']), 'spec.claimRef': isAny },
  '/PersistentVolumeClaim': { 'metadata.finalizers': is(['kubernetes.io/pvc-protection']), 'spec.volumeName': isAny },
  '/Pod': {
    'spec.preemptionPolicy': is('PreemptLowerPriority'),
    'spec.priority': isAny,
    'spec.serviceAccountName': is('default'),
    'spec.serviceAccount': is('default'),
    'spec.tolerations': (value) => isJsonList(value) && value.every(isDefaultToleration),
    'spec.tolerations.*': isDefaultToleration,
    'spec.volumes': (value) => isJsonList(value) && value.every(isTokenVolume),
    'spec.volumes.*': isTokenVolume,
    'spec.containers.*.volumeMounts': (value) => isJsonList(value) && value.every(isTokenMount),
    'spec.containers.*.volumeMounts.*': isTokenMount,
    'spec.initContainers.*.volumeMounts': (value) => isJsonList(value) && value.every(isTokenMount),
    'spec.initContainers.*.volumeMounts.*': isTokenMount,
  },
  '/Service': {
    // `None` is the author's word: a Service without an address is another thing.
    'spec.clusterIP': (value) => value !== 'None' && value !== '',
    // The first of them is the one above, by its own validation.
    'spec.clusterIPs': (value, holder) =>
      isJsonList(value) && (!value.includes('None') || holder['clusterIP'] === 'None'),
    'spec.ipFamilies': (value) => isJsonList(value) && value.length === 1,
    'spec.ipFamilyPolicy': is('SingleStack'),
    'spec.ports.*.nodePort': isAny,
    'spec.healthCheckNodePort': isAny,
  },
  'batch/Job': {
    'metadata.labels': isJobMap,
    'spec.selector': (value) =>
      isJsonObject(value) && isJobMap(value['matchLabels'] ?? null) && Object.keys(value).length === 1,
    'spec.template.metadata.labels': isJobMap,
    'spec.template.metadata': (value) =>
      is({ labels: (value as JsonObject)['labels'] ?? {} })(value) && isJobMap((value as JsonObject)['labels'] ?? null),
    ...Object.fromEntries(
      [...JOB_KEYS].flatMap((key) => [
        [`metadata.labels.${key}`, isAny],
        [`spec.template.metadata.labels.${key}`, isAny],
      ]),
    ),
  },
};

function isTokenVolume(value: Json): boolean {
  return (
    isJsonObject(value) && String(value['name']).startsWith('kube-api-access-') && value['projected'] !== undefined
  );
}

function isTokenMount(value: Json): boolean {
  return (
    isJsonObject(value) &&
    String(value['name']).startsWith('kube-api-access-') &&
    value['mountPath'] === '/var/run/secrets/kubernetes.io/serviceaccount'
  );
}

/**
 * The pull policy that the server chose for an earlier image of the container stays when the image changes: both choices are the
 * server's, whatever the tag is now. A template that cares says which.
 */
function isPullPolicy(tokens: readonly (string | number)[], value: Json): boolean {
  const isThere = tokens.at(-1) === 'imagePullPolicy' && /^(initC|c)ontainers$/.test(String(tokens.at(-3)));
  return isThere && (value === 'Always' || value === 'IfNotPresent');
}

/** Whether what stands there beyond the template is written by the cluster. `kind` is `group/Kind`, `holder` is what it stands in. */
export function isPopulated(
  kind: string,
  tokens: readonly (string | number)[],
  value: Json,
  holder: JsonObject,
): boolean {
  return isPullPolicy(tokens, value) || isAllotted(kind, tokens, value, holder);
}

/** Whether the cluster gave the object this value: a manifest has none there. */
export function isAllotted(
  kind: string,
  tokens: readonly (string | number)[],
  value: Json,
  holder: JsonObject,
): boolean {
  const places = Object.hasOwn(PLACES, kind) ? PLACES[kind] : undefined;
  if (!places) return false;
  const path = tokens.map((token) => (typeof token === 'number' ? '*' : token)).join('.');
  return Object.hasOwn(places, path) && (places[path]?.(value, holder) ?? false);
}
