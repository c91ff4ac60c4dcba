// Resources of one kind parted by their shape, so that a stray one does not blur what the others share: which fields they have
// counts, not the values in them.
import { isJsonList, isJsonObject, type Json } from '../../kube/object.ts';
import type { Sample } from './sample.ts';
import { replaceWord } from './words.ts';

/** Resources with one shape. */
export interface Cluster {
  readonly kind: string;
  readonly samples: readonly Sample[];
}

/** Maps of the user's own keys, and lists as long as the user likes: how many they hold is no shape. */
const OPEN_FIELDS: ReadonlySet<string> = new Set([
  'annotations',
  'data',
  'binaryData',
  'stringData',
  'labels',
  'env',
  'envFrom',
  'args',
]);

/** Parts resources by kind and shape; `similarity` is the least share of fields that two of a cluster have in common. */
export function clusterSamples(samples: readonly Sample[], similarity: number): readonly Cluster[] {
  // Two versions of one kind are two shapes: a template says which it is for.
  const byKind = new Map<string, Sample[]>();
  for (const sample of samples) {
    const key = `${String(sample.raw['apiVersion'])} ${sample.kind}`;
    const known = byKind.get(key);
    if (known) known.push(sample);
    else byKind.set(key, [sample]);
  }
  return [...byKind.values()].flatMap((members) => {
    const kind = members[0]?.kind ?? '';
    return byShape(members, similarity).map((one) => ({ kind, samples: one }));
  });
}

interface Shape {
  readonly fields: ReadonlySet<string>;
  readonly samples: Sample[];
}

function byShape(samples: readonly Sample[], similarity: number): readonly (readonly Sample[])[] {
  const shapes = new Map<string, Shape>();
  for (const sample of samples) {
    const fields = fieldsOf(sample);
    const key = [...fields].sort().join('\n');
    const shape = shapes.get(key);
    if (shape) shape.samples.push(sample);
    else shapes.set(key, { fields, samples: [sample] });
  }
  // The most frequent shapes lead, the others join the one that they resemble most.
  const leaders: Shape[] = [];
  for (const shape of [...shapes.values()].sort((a, b) => b.samples.length - a.samples.length)) {
    const ranked = leaders
      .map((leader) => ({ leader, near: resemblance(leader.fields, shape.fields) }))
      .sort((a, b) => b.near - a.near);
    const [best] = ranked;
    if (best && best.near >= similarity) best.leader.samples.push(...shape.samples);
    else leaders.push({ fields: shape.fields, samples: [...shape.samples] });
  }
  return leaders.map((leader) => [...leader.samples].sort((a, b) => a.index - b.index));
}

/** The share of fields that both have, of those that either has. */
function resemblance(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let both = 0;
  for (const field of one) if (other.has(field)) both += 1;
  const either = one.size + other.size - both;
  return either === 0 ? 1 : both / either;
}

/** The fields that a resource has, as paths; of maps of the user's own keys only that they are there. */
export function fieldsOf({ raw, name }: Sample): ReadonlySet<string> {
  const fields = new Set<string>();
  const visit = (value: Json, path: string): void => {
    if (isJsonList(value)) {
      for (const item of value) visit(item, `${path}/${value.length > 1 ? itemKey(item, name) : '*'}`);
    } else if (isJsonObject(value)) {
      for (const [key, one] of Object.entries(value)) {
        if (one === null) continue;
        fields.add(`${path}/${key}`);
        if (!OPEN_FIELDS.has(key)) visit(one, `${path}/${key}`);
      }
    }
  };
  visit(raw, '');
  return fields;
}

/** Items are the same by their name; one that is called as its resource is the same in all, and so is a list's only one. */
function itemKey(item: Json, own: string): string {
  const name = isJsonObject(item) ? item['name'] : undefined;
  if (typeof name !== 'string') return '*';
  return own === '' ? name : (replaceWord(name, own, '*') ?? name);
}
