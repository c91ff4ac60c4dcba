// Exemptions, compiled: which findings one excuses, and until when. The same function serves every gate.
import type { Change } from '../change/change.ts';
import { isJsonList, isJsonObject, type JsonObject, metadataOf } from '../kube/object.ts';
import { matchesGlob } from './glob.ts';
import { compileExclusion, type MatchFacts } from './match.ts';
import type { ExemptionSpec, ExemptionSubjects } from './policy.ts';

/** A compiled exemption. */
export interface CompiledExemption {
  readonly name: string;
  readonly spec: ExemptionSpec;
  /** First millisecond at which it no longer holds. */
  readonly endsAt: number;
  /** Whether it is about this policy and rule. */
  covers(policy: string, rule: string): boolean;
  /** Whether it is about this object, containers aside. A fact that is missing excuses nothing. */
  excuses(change: Change, facts: MatchFacts): boolean;
  /** Whether it is about a finding in this container (undefined: outside of any). */
  excusesContainer(container: JsonObject | undefined): boolean;
}

const DAY = 86_400_000;

/** Compiles an exemption whose spec has passed its schema. */
export function compileExemption(name: string, spec: ExemptionSpec): CompiledExemption {
  const { subjects } = spec;
  const { owners, containers, ...fields } = subjects;
  const selected = compileExclusion(fields);
  return {
    name,
    spec,
    endsAt: Date.parse(`${spec.expires}T00:00:00Z`) + DAY,
    covers: (policy, rule) =>
      spec.policies.some((glob) => matchesGlob(glob, policy)) && (!spec.rules || spec.rules.includes(rule)),
    excuses: (change, facts) => selected(change, facts).matched === true && isOwned(owners, change),
    excusesContainer: (container) =>
      !containers || (typeof container?.['name'] === 'string' && containers.includes(container['name'])),
  };
}

function isOwned(owners: ExemptionSubjects['owners'], change: Change): boolean {
  const object = change.object ?? change.oldObject ?? {};
  return !owners || ownersOf(change, object).some((owner) => owners.includes(owner));
}

/** `Kind/name` of the object itself and of its owners, as far as its own metadata proves them. */
function ownersOf(change: Change, object: JsonObject): readonly string[] {
  const metadata = object['metadata'];
  const references =
    isJsonObject(metadata) && isJsonList(metadata['ownerReferences']) ? metadata['ownerReferences'] : [];
  const owners = references.filter(isJsonObject).map(({ kind, name }) => `${kind}/${name}`);
  // A Deployment names its ReplicaSets `<name>-<hash>` and labels their Pods with that hash.
  const hash = metadataOf(object).labels['pod-template-hash'];
  const replicaSet = owners.find((owner) => owner.startsWith('ReplicaSet/') && hash && owner.endsWith(`-${hash}`));
  const deployment = replicaSet && `Deployment/${replicaSet.slice('ReplicaSet/'.length, -(hash ?? '').length - 1)}`;
  return [
    ...(change.name === '' ? [] : [`${change.gvk.kind}/${change.name}`]),
    ...owners,
    ...(deployment ? [deployment] : []),
  ];
}
