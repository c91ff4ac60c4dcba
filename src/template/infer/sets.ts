// Resources that belong together: the Service, the Ingress and the ConfigMap of a Deployment become one template with it. They are
// matched by what they share with it: name, labels or the place they are from.
import { type Cluster, fieldsOf } from './cluster.ts';
import type { Sample } from './sample.ts';
import { commonPrefix, commonSuffix } from './words.ts';

/** One object of a set: the resource of each instance, undefined for those that have none. */
export interface SetObject {
  readonly id: string;
  readonly kind: string;
  readonly samples: readonly (Sample | undefined)[];
}

/** Objects that belong together, once for each instance; the first is the one that all have. */
export interface SampleSet {
  readonly size: number;
  readonly objects: readonly SetObject[];
}

/** Kinds that others belong to, before those that only serve them. */
const ANCHORS: readonly string[] = [
  'apps/Deployment',
  'apps/StatefulSet',
  'apps/DaemonSet',
  'batch/CronJob',
  'batch/Job',
  'Pod',
  'Namespace',
];

/** How a resource may say what it belongs to. */
const TIES: readonly ((sample: Sample) => string | undefined)[] = [
  ({ labels }) => labels['app.kubernetes.io/instance'],
  ({ labels }) => labels['app.kubernetes.io/name'],
  ({ labels }) => labels['app'],
  ({ labels }) => labels['k8s-app'],
  ({ origin }) => origin,
  ({ origin }) => origin.slice(0, Math.max(0, origin.lastIndexOf('/'))),
];

interface OpenSet {
  readonly anchor: Cluster;
  readonly companions: { readonly kind: string; readonly samples: readonly (Sample | undefined)[] }[];
}

/** Joins clusters to sets; `agreement` is the share of a cluster that must belong to another one. */
export function joinSets(clusters: readonly Cluster[], agreement: number): readonly SampleSet[] {
  const rank = ({ kind }: Cluster) => (ANCHORS.includes(kind) ? ANCHORS.indexOf(kind) : ANCHORS.length);
  const ordered = [...clusters].sort((a, b) => rank(a) - rank(b) || b.samples.length - a.samples.length);
  const sets: OpenSet[] = [];
  for (const cluster of ordered) {
    const home = rank(cluster) < ANCHORS.length ? undefined : homeOf(cluster, sets, agreement);
    if (home) {
      home.set.companions.push({ kind: cluster.kind, samples: home.samples });
      sets.splice(sets.indexOf(home.set), 1, ...partedBy(home.set, home.samples));
      const strays = cluster.samples.filter((sample) => !home.samples.includes(sample));
      if (strays.length > 0) sets.push({ anchor: { ...cluster, samples: strays }, companions: [] });
    } else sets.push({ anchor: cluster, companions: [] });
  }
  return sets.map(({ anchor, companions }) => {
    const ids = new Set<string>();
    const objects = [{ kind: anchor.kind, samples: anchor.samples }, ...companions].map((one, index) => ({
      ...one,
      id: objectId(one.kind, index === 0, ids),
    }));
    return { size: anchor.samples.length, objects };
  });
}

/** Fields that go with a companion, at least, before those with and those without it are two sorts of thing. */
const MARKS = 2;

/**
 * Where only some have the companion, and those are made otherwise throughout, the set is two: what has a Service has ports and
 * probes as well, and is no worker.
 */
function partedBy(set: OpenSet, samples: readonly (Sample | undefined)[]): readonly OpenSet[] {
  const has = (index: number) => samples[index] !== undefined;
  const [those, others] = [true, false].map((side) => set.anchor.samples.filter((_, index) => has(index) === side));
  if (!those || !others || those.length < 2 || others.length < 2) return [set];
  if (marksOf(those, others).length + marksOf(others, those).length < MARKS) return [set];
  return [true, false].map((side): OpenSet => {
    const keep = <T>(all: readonly T[]) => all.filter((_, index) => has(index) === side);
    const companions = set.companions
      .map((one) => ({ ...one, samples: keep(one.samples) }))
      .filter((one) => one.samples.some((sample) => sample !== undefined));
    return { anchor: { ...set.anchor, samples: keep(set.anchor.samples) }, companions };
  });
}

/** Fields that all of these have and none of the others, without what is below them. */
function marksOf(these: readonly Sample[], others: readonly Sample[]): readonly string[] {
  const [first, ...rest] = these.map(fieldsOf);
  const foreign = new Set(others.flatMap((sample) => [...fieldsOf(sample)]));
  const marks = [...(first ?? [])].filter((field) => !foreign.has(field) && rest.every((fields) => fields.has(field)));
  return marks.filter((field) => !marks.some((other) => field.startsWith(`${other}/`)));
}

function homeOf<T extends { readonly anchor: Cluster }>(cluster: Cluster, sets: readonly T[], agreement: number) {
  for (const set of sets) {
    if (!ANCHORS.includes(set.anchor.kind)) continue;
    const samples = matched(set.anchor, cluster, agreement);
    if (samples) return { set, samples };
  }
  return undefined;
}

/** The cluster's resource for each of the anchor's, by the first tie that holds; undefined where none does. */
function matched(anchor: Cluster, cluster: Cluster, agreement: number): (Sample | undefined)[] | undefined {
  const core = coreName(cluster.samples);
  const ties = [
    { of: ({ name }: Sample) => name, by: ({ name }: Sample) => name },
    { of: ({ name }: Sample) => name, by: core },
    ...TIES.map((tie) => ({ of: tie, by: tie })),
  ];
  for (const { of, by } of ties) {
    const owners = uniqueKeys(anchor.samples, of);
    const members = uniqueKeys(cluster.samples, by);
    if (!owners || !members) continue;
    const found = [...members.keys()].filter((key) => owners.has(key)).length;
    if (found === 0 || found < agreement * cluster.samples.length) continue;
    return anchor.samples.map((sample) => {
      const key = keyIn(sample, of);
      return key === undefined ? undefined : members.get(key);
    });
  }
  return undefined;
}

/** Samples by key, undefined unless each has one of its own. */
function uniqueKeys(samples: readonly Sample[], of: (sample: Sample) => string | undefined) {
  const keys = new Map<string, Sample>();
  for (const sample of samples) {
    const key = keyIn(sample, of);
    if (key === undefined || keys.has(key)) return undefined;
    keys.set(key, sample);
  }
  return keys;
}

function keyIn(sample: Sample, of: (sample: Sample) => string | undefined): string | undefined {
  const tie = of(sample);
  return tie === undefined || tie === '' ? undefined : `${sample.namespace}/${tie}`;
}

/** Names without what all of them begin and end with: `web-config`, `api-config` belong to `web`, `api`. */
function coreName(samples: readonly Sample[]): (sample: Sample) => string | undefined {
  const names = samples.map(({ name }) => name);
  const prefix = commonPrefix(names);
  const suffix = commonSuffix(names.map((name) => name.slice(prefix.length)));
  if (samples.length < 2) return () => undefined;
  return ({ name }) => name.slice(prefix.length, name.length - suffix.length);
}

/** `workload` for what runs pods, else the kind in small letters. */
function objectId(kind: string, isAnchor: boolean, taken: Set<string>): string {
  const word = kind.slice(kind.lastIndexOf('/') + 1);
  const base =
    isAnchor && ANCHORS.includes(kind) && word !== 'Namespace'
      ? 'workload'
      : word.replace(/(?<=[a-z])[A-Z]/g, '-$&').toLowerCase();
  let id = base;
  for (let number = 2; taken.has(id); number++) id = `${base}-${number}`;
  taken.add(id);
  return id;
}
