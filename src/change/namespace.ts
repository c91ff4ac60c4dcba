// Which namespace an object of a file is in, and the labels of namespaces as far as files tell. Unknown stays unknown.
import { gvkOf, isNamespaced } from '../kube/gvk.ts';
import { isJsonObject, type JsonObject, metadataOf } from '../kube/object.ts';

/** Scope by `group/Kind` for custom kinds whose definition is at hand: true for kinds that live in namespaces. */
export type Scopes = ReadonlyMap<string, boolean>;

/** Labels of a namespace; undefined when they are not known. */
export type NamespaceLabels = (name: string) => Readonly<Record<string, string>> | undefined;

/** A namespace that the user describes, beside the Namespace objects in files. */
export interface DescribedNamespace {
  readonly name: string;
  readonly labels?: Readonly<Record<string, string>>;
}

/** Group of Sallyport's own documents: all of them are cluster-scoped. */
const OWN_GROUP = 'sallyport.dev';

/** The label that the API server gives every namespace. */
export const NAME_LABEL = 'kubernetes.io/metadata.name';

/**
 * The namespace of an object: '' for a kind without one, undefined when nothing tells. A Namespace is in itself. `fallback` is
 * what the user says of objects that name none.
 */
export function namespaceOf(object: JsonObject, fallback: string | undefined, scopes: Scopes): string | undefined {
  const { group, kind } = gvkOf(object);
  const { name, namespace } = metadataOf(object);
  if (group === '' && kind === 'Namespace') return name ?? '';
  const namespaced = group === OWN_GROUP ? false : (isNamespaced({ group, kind }) ?? scopes.get(`${group}/${kind}`));
  return namespaced === false ? '' : (namespace ?? fallback);
}

/** The scopes that CustomResourceDefinitions among the objects state. */
export function scopesOf(objects: readonly JsonObject[]): Scopes {
  const scopes = new Map<string, boolean>();
  for (const object of objects) {
    if (object['kind'] !== 'CustomResourceDefinition' || !isJsonObject(object['spec'])) continue;
    const { group, names, scope } = object['spec'];
    if (isJsonObject(names) && (scope === 'Namespaced' || scope === 'Cluster')) {
      scopes.set(`${String(group)}/${String(names['kind'])}`, scope === 'Namespaced');
    }
  }
  return scopes;
}

/**
 * Labels by the user's description first, else by the Namespace objects, else by what a cluster was seen to have (`live`). Several
 * objects of one name (overlays) that disagree tell nothing: a guess could open a gate.
 */
export function namespaceLabels(
  objects: readonly JsonObject[],
  described: readonly DescribedNamespace[],
  live: readonly DescribedNamespace[] = [],
): NamespaceLabels {
  const known = new Map<string, Readonly<Record<string, string>> | undefined>();
  for (const object of objects) {
    const { group, kind } = gvkOf(object);
    const { name, labels } = metadataOf(object);
    if (group !== '' || kind !== 'Namespace' || name === undefined) continue;
    const before = known.get(name);
    if (!known.has(name)) known.set(name, labels);
    else if (before && !sameLabels(before, labels)) known.set(name, undefined);
  }
  for (const { name, labels } of live) if (labels && !known.has(name)) known.set(name, labels);
  for (const { name, labels } of described) if (labels) known.set(name, labels);
  return (name) => {
    const labels = known.get(name);
    return labels && { ...labels, [NAME_LABEL]: name };
  };
}

function sameLabels(a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): boolean {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && a[key] === b[key]);
}
