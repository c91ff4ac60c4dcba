// Joins what the Go types of the releases say about deprecated and removed kinds with what they do not say, which is in
// lifecycle-notes.yaml. Pure; its result is what src/kube/api-lifecycle.ts reads.
import type { ApiLife, ApiLifecycle } from '../../../src/kube/api-lifecycle.ts';
import type { ApiSchemas } from '../../../src/openapi/schema.ts';

/** Stages of a kind's life, as api-types prints them or lifecycle-notes.yaml states them. */
export interface Stages {
  readonly introduced?: string;
  readonly deprecated?: string;
  readonly removed?: string;
  readonly replacement?: string;
}

/** lifecycle-notes.yaml. */
export interface LifecycleNotes {
  readonly kinds: readonly (Stages & { readonly kind: string })[];
  readonly notes: readonly { readonly kinds: readonly string[]; readonly note: string }[];
}

/** What one release says. */
export interface ReleaseStages {
  readonly set: ApiSchemas;
  readonly stages: Readonly<Record<string, Stages>>;
}

/** `v1` before `v2beta2` before `v2beta1` before `v1alpha1`. Source: Kubernetes, "Version priority" of CustomResourceDefinitions. */
function rank(version: string): readonly number[] {
  const [, major = '0', stage, minor = '0'] = /^v([0-9]+)(?:(alpha|beta)([0-9]+))?$/.exec(version) ?? [];
  return [stage === undefined ? 2 : stage === 'beta' ? 1 : 0, Number(major), Number(minor)];
}

function isBetter(version: string, other: string): boolean {
  const theirs = rank(other);
  const difference = rank(version).map((part, index) => part - (theirs[index] ?? 0));
  return (difference.find((part) => part !== 0) ?? 0) > 0;
}

const partsOf = (key: string): { group: string; version: string; kind: string } => {
  const [apiVersion = '', kind = ''] = key.split(' ');
  const parts = apiVersion.split('/');
  return { group: parts.length > 1 ? (parts[0] ?? '') : '', version: parts.at(-1) ?? '', kind };
};

/** The best version of the same kind that a release serves and that is better than the kind's own. */
function betterVersion(key: string, { kinds }: ApiSchemas): string | undefined {
  const { group, version, kind } = partsOf(key);
  let best: string | undefined;
  for (const candidate of Object.keys(kinds)) {
    const other = partsOf(candidate);
    if (other.group !== group || other.kind !== kind || !isBetter(other.version, version)) continue;
    if (best === undefined || isBetter(other.version, partsOf(best).version)) best = candidate;
  }
  return best;
}

/** The first release that does not serve a kind which the one before it served: alpha versions go without notice. */
function withdrawnIn(key: string, releases: readonly ReleaseStages[]): string | undefined {
  const gone = releases.findIndex(
    ({ set }, index) => !Object.hasOwn(set.kinds, key) && Object.hasOwn(releases[index - 1]?.set.kinds ?? {}, key),
  );
  return releases[gone]?.set.version;
}

const isBefore = (release: string, other: string): boolean =>
  Number(release.split('.')[1]) < Number(other.split('.')[1]);

/** The lives of all kinds; of what two releases say about one kind, the newer one holds. `releases`: oldest first. */
export function lifecycle(releases: readonly ReleaseStages[], notes: LifecycleNotes): ApiLifecycle {
  const newest = releases.at(-1);
  if (!newest) throw new Error('no release says anything');
  const stages = new Map<string, Stages>();
  for (const release of releases) for (const [key, told] of Object.entries(release.stages)) stages.set(key, told);
  for (const key of releases.flatMap(({ set }) => Object.keys(set.kinds))) {
    const withdrawn = withdrawnIn(key, releases);
    const { removed, deprecated, ...told } = stages.get(key) ?? {};
    if (withdrawn === undefined || (removed !== undefined && !isBefore(withdrawn, removed))) continue;
    const warned = deprecated !== undefined && isBefore(deprecated, withdrawn);
    stages.set(key, { ...told, removed: withdrawn, ...(warned && { deprecated }) });
  }
  for (const { kind, ...stated } of notes.kinds) stages.set(kind, { ...stages.get(kind), ...stated });
  const noted = new Map(notes.notes.flatMap(({ kinds, note }) => kinds.map((kind) => [kind, note] as const)));
  const kinds: [string, ApiLife][] = [];
  for (const [key, { deprecated, removed, replacement = betterVersion(key, newest.set) }] of stages) {
    if (deprecated === undefined && removed === undefined) continue;
    const note = noted.get(key);
    noted.delete(key);
    const since = replacement === undefined ? undefined : stages.get(replacement)?.introduced;
    kinds.push([
      key,
      {
        ...(deprecated !== undefined && { deprecated }),
        ...(removed !== undefined && { removed }),
        ...(replacement !== undefined && {
          replacement: { kind: replacement, ...(since !== undefined && { since }) },
        }),
        ...(note !== undefined && { note }),
      },
    ]);
  }
  if (noted.size > 0)
    throw new Error(`notes about kinds that are neither deprecated nor removed: ${[...noted.keys()]}`);
  return { kinds: Object.fromEntries(kinds.sort(([a], [b]) => (a < b ? -1 : 1))) };
}
