// What the checks of a pod spec know beside it: whose spec it is, what it replaces, which release judges it. Vocabulary of this
// folder.
import type { JsonObject } from '../../kube/object.ts';
import { objectsOf } from '../values.ts';

/** Where a pod spec stands. */
export interface PodContext {
  /** Minor release of the target. */
  readonly minor: number;
  /** Metadata of the Pod; undefined for the spec of a template. */
  readonly metadata?: JsonObject | undefined;
  /** The spec that an update replaces: what it uses already stays allowed. */
  readonly old?: JsonObject | undefined;
}

/** Gates that opened with a release: the field is dropped, unjudged, before it (pkg/features/kube_features.go). */
export const SINCE = {
  podLevelResources: 34,
  spreadSelectorMerge: 34,
  restartRules: 35,
  environmentFiles: 35,
  hostnameOverride: 35,
  imageVolumes: 35,
} as const;

/** A container of a pod spec with its place. */
export interface PlacedContainer {
  readonly container: JsonObject;
  readonly pointer: string;
}

/** Lists of containers in a pod spec, in the order in which the server visits them. */
const LISTS = ['initContainers', 'containers', 'ephemeralContainers'] as const;

/** All containers of a spec. */
export function allContainers(spec: JsonObject, pointer: string): readonly PlacedContainer[] {
  return LISTS.flatMap((list) =>
    objectsOf(spec, list).map((container, index) => ({ container, pointer: `${pointer}/${list}/${index}` })),
  );
}
