// Where the pod spec of a workload stands, for the built-in kinds and for custom ones that a WorkloadKind names.
import { type GVK, gvkOf } from './gvk.ts';
import { isJsonList, isJsonObject, type JsonObject } from './object.ts';

/** Path of the pod spec by `group/Kind`: what the WorkloadKind documents of a bundle add to the built-in kinds. */
export type WorkloadKinds = ReadonlyMap<string, readonly string[]>;

/** Path of the pod spec in each built-in workload (types of Kubernetes 1.35). */
const BUILT_IN: WorkloadKinds = new Map([
  ['/Pod', ['spec']],
  ['/PodTemplate', ['template', 'spec']],
  ['/ReplicationController', ['spec', 'template', 'spec']],
  ['apps/DaemonSet', ['spec', 'template', 'spec']],
  ['apps/Deployment', ['spec', 'template', 'spec']],
  ['apps/ReplicaSet', ['spec', 'template', 'spec']],
  ['apps/StatefulSet', ['spec', 'template', 'spec']],
  ['batch/CronJob', ['spec', 'jobTemplate', 'spec', 'template', 'spec']],
  ['batch/Job', ['spec', 'template', 'spec']],
]);

/** The lists of a pod spec that hold containers, in the order in which they are judged. */
export const CONTAINER_LISTS = ['initContainers', 'containers', 'ephemeralContainers'] as const;

/** Path of the pod spec for this kind, undefined when the kind is no workload. */
export function podSpecPathOf(gvk: Pick<GVK, 'group' | 'kind'>, custom: WorkloadKinds): readonly string[] | undefined {
  const key = `${gvk.group}/${gvk.kind}`;
  return BUILT_IN.get(key) ?? custom.get(key);
}

/** True for a built-in workload, whose pod spec the API server requires. */
export function isBuiltInWorkload({ group, kind }: Pick<GVK, 'group' | 'kind'>): boolean {
  return BUILT_IN.has(`${group}/${kind}`);
}

/** The pod spec of a workload; undefined when the kind is none or nothing of that shape stands at its place. */
export function podSpecOf(object: JsonObject, custom: WorkloadKinds): JsonObject | undefined {
  const path = podSpecPathOf(gvkOf(object), custom);
  if (!path) return undefined;
  let node: unknown = object;
  for (const name of path) {
    if (!isJsonObject(node)) return undefined;
    node = Object.hasOwn(node, name) ? node[name] : undefined;
  }
  return isJsonObject(node) ? node : undefined;
}

/** All containers of a pod spec, init ones first, as a workload lists them. */
export function containersOf(podSpec: JsonObject): readonly JsonObject[] {
  return CONTAINER_LISTS.flatMap((list) => {
    const items = podSpec[list];
    return isJsonList(items) ? items.filter(isJsonObject) : [];
  });
}
