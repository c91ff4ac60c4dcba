// The one input of the engine: a proposed create, update, delete or connect of one object. Gates build it, the engine judges it.
import type { GVK, ObjectRef } from '../kube/gvk.ts';
import type { JsonObject } from '../kube/object.ts';
import type { Actor } from './actor.ts';
import type { Observations } from './observation.ts';

/** Operations as the API server names them, and AUDIT for an object that already exists. */
export const OPERATIONS = ['CREATE', 'UPDATE', 'DELETE', 'CONNECT', 'AUDIT'] as const;

/** One of `OPERATIONS`. */
export type Operation = (typeof OPERATIONS)[number];

/** The four gates. */
export type Gate = 'commit' | 'push' | 'admission' | 'audit';

/** One proposed change of one object. */
export interface Change {
  readonly operation: Operation;
  /** Of the object; on DELETE of the old object, on CONNECT of the options object. */
  readonly gvk: GVK;
  /** `scale`, `exec`, …; undefined for the object itself. */
  readonly subresource: string | undefined;
  /** '' for an object without a namespace, undefined when the gate cannot know it. A Namespace is in itself. */
  readonly namespace: string | undefined;
  /** '' for an object that only has `generateName` and no name yet. */
  readonly name: string;
  /** The new object; undefined on DELETE. On CONNECT the options object. */
  readonly object: JsonObject | undefined;
  /** The old object; undefined on CREATE and CONNECT. */
  readonly oldObject: JsonObject | undefined;
  readonly actor: Actor | undefined;
  readonly dryRun: boolean;
  /** What reading its text has shown; only git gates know it. */
  readonly observations?: Observations;
  readonly origin: Origin;
}

/** Where a change comes from, as far as the engine has to know. */
export interface Origin {
  readonly gate: Gate;
  /** False where no old state was at hand (a plain folder): rules that compare old and new are then unjudged. */
  readonly comparable: boolean;
  /** Path in the repository, at git gates: bindings with `paths` hold by it. */
  readonly path?: string;
}

/** The identity of the changed object. */
export function refOf({ gvk, namespace, name }: Change): ObjectRef {
  return { group: gvk.group, kind: gvk.kind, namespace, name };
}

/** The object that rules judge: the new one, on DELETE the old one. */
export function judgedObject(change: Change): JsonObject | undefined {
  return change.operation === 'DELETE' ? change.oldObject : change.object;
}
