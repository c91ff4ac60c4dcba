// From many resources to the templates they could all have been made from: parted by shape, joined to sets, generalised. Whether a
// resource conforms in the end is for the solver to say.
import type { JsonObject } from '../../kube/object.ts';
import { clusterSamples } from './cluster.ts';
import { writeTemplate } from './document.ts';
import { generalise } from './generalise.ts';
import type { Column, Member, Scope } from './pattern.ts';
import { resolve } from './resolve.ts';
import { type Sample, sampleOf } from './sample.ts';
import { joinSets, type SampleSet, type SetObject } from './sets.ts';
import type { Judgement } from './standard.ts';

/** A resource to generalise from; `origin` is the file or folder it is from. */
export interface InferenceInput {
  readonly object: JsonObject;
  readonly origin: string;
}

/** How resources are generalised. */
export interface InferenceOptions {
  /** The share of resources that makes a value or a member the standard; 0.9 when left out. */
  readonly agreement?: number;
  /** The least share of fields that resources of one template have in common; 0.6 when left out. */
  readonly similarity?: number;
  /** Name of the template; of several, what the second and later ones begin with. By their kinds when left out. */
  readonly name?: string;
  /** Completes an object as the API server does: a default written out is then the same as one left out. */
  readonly complete?: (object: JsonObject) => JsonObject;
}

/** A template that several resources could have been made from. */
export interface InferredTemplate {
  readonly name: string;
  /** `appliesTo.kinds`, parameters and objects of its spec. */
  readonly kinds: readonly string[];
  readonly parameters: JsonObject;
  readonly objects: readonly JsonObject[];
  /** What guesses rest on, by JSON pointer into the document. */
  readonly comments: ReadonlyMap<string, readonly string[]>;
  /** For each instance, the indexes of its resources by object id. */
  readonly instances: readonly ReadonlyMap<string, number>[];
  /** Instances that depart from what nearly all others agree on. */
  readonly departures: ReadonlySet<number>;
}

/** What inference found. */
export interface Inference {
  /** The largest first. */
  readonly templates: readonly InferredTemplate[];
  /** Indexes of resources that resemble no other. */
  readonly single: readonly number[];
  /** Indexes of Secrets: what they hold belongs into no template, and is not looked at. */
  readonly secrets: readonly number[];
}

const AGREEMENT = 0.9;
const SIMILARITY = 0.6;

/** Infers templates of resources. */
export function infer(inputs: readonly InferenceInput[], options: InferenceOptions = {}): Inference {
  const { agreement = AGREEMENT, similarity = SIMILARITY, complete = (object) => object } = options;
  const secrets = inputs.flatMap(({ object }, index) => (isSecret(object) ? [index] : []));
  const samples = inputs.flatMap(({ object, origin }, index) =>
    isSecret(object) ? [] : [sampleOf(object, index, origin, complete)],
  );
  const sets = joinSets(clusterSamples(samples, similarity), agreement);
  const names = new Set<string>();
  const templates = sets
    .filter(({ size }) => size > 1)
    .sort((a, b) => b.size - a.size)
    .map((set) => inferSet(set, agreement, templateName(set, names, options.name)));
  const single = sets.filter(({ size }) => size === 1).flatMap(indexesOf);
  return { templates, single: single.sort((a, b) => a - b), secrets };
}

const isSecret = (object: JsonObject) => object['kind'] === 'Secret' && object['apiVersion'] === 'v1';

const indexesOf = ({ objects }: SampleSet) =>
  objects.flatMap((one) => one.samples.flatMap((sample) => (sample ? [sample.index] : [])));

function inferSet(set: SampleSet, agreement: number, name: string): InferredTemplate {
  const scope: Scope = { size: set.size };
  const departures = new Set<number>();
  const judgement: Judgement = { agreement, depart: (at, index) => departures.add(instanceOf(at, index)) };
  const names = (set.objects[0] as SetObject).samples.map((sample) => sample?.name);
  const roots = set.objects.map((object, index): Member => {
    const column = columnOf(object);
    const path = index === 0 ? [] : [object.id];
    const pattern = generalise(column, path, { scope, judgement, names, object: object.id });
    const presence = column.done.map((value) => value !== undefined);
    return { key: object.id, path, pattern, ...(presence.includes(false) && { presence }) };
  });
  const written = writeTemplate(roots, resolve(roots), set.size);
  const instances = Array.from({ length: set.size }, (_, instance) => {
    return new Map(
      set.objects.flatMap(({ id, samples }) => {
        const sample = samples[instance];
        return sample ? [[id, sample.index] as const] : [];
      }),
    );
  });
  return { name, kinds: [...new Set(set.objects.map(({ kind }) => kind))], ...written, instances, departures };
}

/** The instance that an item of a list, or of a list in it, belongs to. */
function instanceOf({ outer }: Scope, index: number): number {
  return outer ? instanceOf(outer.scope, outer.owners[index] as number) : index;
}

const columnOf = ({ samples }: SetObject): Column => ({
  raw: samples.map((sample: Sample | undefined) => sample?.raw),
  done: samples.map((sample: Sample | undefined) => sample?.done),
});

/** What people call such a set, by the kind of its first object. */
function templateName({ objects }: SampleSet, taken: Set<string>, given: string | undefined): string {
  const kinds = objects.map(({ kind }) => kind);
  const [anchor = ''] = kinds;
  const word = anchor.slice(anchor.lastIndexOf('/') + 1);
  const known = anchor === 'apps/Deployment' && kinds.includes('Service') ? 'web-app' : CALLED[anchor];
  const base = given ?? known ?? word.replace(/(?<=[a-z])[A-Z]/g, '-$&').toLowerCase();
  let name = base;
  for (let number = 2; taken.has(name); number++) name = `${base}-${number}`;
  taken.add(name);
  return name;
}

/** None is the name of a template that the package ships: that one would be meant where the inferred one is not loaded. */
const CALLED: Readonly<Record<string, string>> = {
  'apps/DaemonSet': 'node-app',
  'apps/Deployment': 'background-app',
  'apps/StatefulSet': 'stateful-app',
  'batch/CronJob': 'scheduled-app',
  Namespace: 'team-namespace',
};
