// A bundle in memory: compiled policies as bound, exemptions, workload kinds. bundle/ reads it from disk, engine/ judges by it.
import type { Change } from '../change/change.ts';
import type { JsonObject } from '../kube/object.ts';
import type { WorkloadKinds } from '../kube/workload.ts';
import type { CompiledPolicy } from './compile.ts';
import type { CompiledExemption } from './exemption.ts';
import type { CompiledMatch } from './match.ts';
import type { Enforcement } from './policy.ts';

/** One policy under one binding. */
export interface BoundPolicy {
  readonly policy: CompiledPolicy;
  /** Name of the PolicyBinding. */
  readonly binding: string;
  readonly scope: CompiledMatch | undefined;
  /** Whether the change's path is within `scope.paths`; undefined where the binding names no paths. */
  readonly holdsForPath: ((path: string) => boolean) | undefined;
  /** Parameters, defaults filled in. */
  readonly parameters: JsonObject;
  /** Enforcement at a time (milliseconds since the epoch), by the schedule. */
  readonly enforcementAt: (now: number) => Enforcement;
  /** What an error does, undefined for the default: as the enforcement, but never silent. */
  readonly onError: 'deny' | 'warn' | undefined;
}

/** All documents that rule, compiled. */
export interface Bundle {
  /** `sha256:…` over the meaning of all documents (contract: bundle digest). */
  readonly digest: string;
  readonly bound: readonly BoundPolicy[];
  readonly exemptions: readonly CompiledExemption[];
  readonly workloadKinds: WorkloadKinds;
  /** Every policy that was loaded, bound or not, by name. */
  readonly policies: ReadonlyMap<string, CompiledPolicy>;
}

/** The enforcement that an evaluation error has under this binding. */
export function errorEnforcement({ onError }: BoundPolicy, enforcement: Enforcement): 'deny' | 'warn' {
  return onError ?? (enforcement === 'deny' ? 'deny' : 'warn');
}

/** Whether the binding can hold for the change at all, by repository path. */
export function holdsForPath({ holdsForPath: holds }: BoundPolicy, { origin }: Change): boolean {
  if (!holds) return true;
  return origin.path !== undefined && holds(origin.path);
}
