// Objects as they were and as they shall be, each from a file -> Changes. What git gates share; which files those are is theirs.
import { gvkOf } from '../kube/gvk.ts';
import { type JsonObject, metadataOf } from '../kube/object.ts';
import type { Actor } from './actor.ts';
import type { Change, Gate } from './change.ts';
import { namespaceOf, type Scopes, scopesOf } from './namespace.ts';
import type { Observations } from './observation.ts';
import { type Placed, pair } from './pair.ts';

/** An object and the file it stands in. */
export interface Sourced {
  readonly object: JsonObject;
  readonly file: string;
}

/** Two states of a repository, as far as they differ; without an old one there is nothing to compare with. */
export interface States<T extends Sourced> {
  readonly gate: Gate;
  /** Undefined for files that have no history (a plain folder): every object is then a CREATE. */
  readonly old: readonly T[] | undefined;
  readonly new: readonly T[];
  /** What the user says of objects that name no namespace, by their file. */
  readonly namespaceForPath: (path: string) => string | undefined;
  readonly actor: Actor | undefined;
  /**
   * An object as the API server would show it to a webhook; without it objects are judged as they are written. Which of them
   * differ is told by what is written.
   */
  readonly complete?: (object: JsonObject) => JsonObject;
  /** What reading a manifest shows, given what it becomes; asked for all that shall be, not for what is deleted. */
  readonly observe?: (source: T, change: Change) => Observations;
  /** Scopes of custom kinds whose definitions lie elsewhere. */
  readonly scopes?: Scopes;
}

/** A change with the place of its judged object. */
export interface Derived<T> {
  readonly change: Change;
  readonly source: T;
}

/** The changes, and what only lies in another file than before (`from`): a CREATE to those who watch the new path alone. */
export interface DerivedChanges<T> {
  readonly changes: readonly Derived<T>[];
  readonly moved: readonly (Derived<T> & { readonly from: string })[];
}

/** Compares two states. In the order of the new state, what is deleted last. */
export function deriveChanges<T extends Sourced>(states: States<T>): DerivedChanges<T> {
  const inStates = scopesOf([...(states.old ?? []), ...states.new].map(({ object }) => object));
  const scopes = new Map([...(states.scopes ?? []), ...inStates]);
  const place = (source: T): Placed & { readonly source: T } => {
    const { group, kind } = gvkOf(source.object);
    const namespace = namespaceOf(source.object, states.namespaceForPath(source.file), scopes);
    const name = metadataOf(source.object).name ?? '';
    return { object: source.object, path: source.file, ref: { group, kind, namespace, name }, source };
  };
  const complete = states.complete ?? ((object: JsonObject) => object);
  const { observe } = states;
  const changeOf = (placed: Placed, source: T, old: Placed | undefined, operation: Change['operation']): Change => {
    const change = unobserved(placed, old, operation);
    return observe && operation !== 'DELETE' ? { ...change, observations: observe(source, change) } : change;
  };
  const unobserved = (placed: Placed, old: Placed | undefined, operation: Change['operation']): Change => ({
    operation,
    gvk: gvkOf(placed.object),
    subresource: undefined,
    namespace: placed.ref.namespace,
    name: placed.ref.name,
    object: operation === 'DELETE' ? undefined : complete(placed.object),
    oldObject: operation === 'DELETE' ? complete(placed.object) : old && complete(old.object),
    actor: states.actor,
    dryRun: false,
    origin: { gate: states.gate, comparable: states.old !== undefined, path: placed.path },
  });
  const fresh = states.new.map(place);
  if (!states.old) {
    return {
      changes: fresh.map((one) => ({ change: changeOf(one, one.source, undefined, 'CREATE'), source: one.source })),
      moved: [],
    };
  }
  const { pairs, moved } = pair(states.old.map(place), fresh);
  return {
    changes: pairs.map(({ operation, old, new: now }) => {
      const judged = now ?? old;
      return { change: changeOf(judged, judged.source, now && old, operation), source: judged.source };
    }),
    moved: moved.map(({ old, new: now }) => ({
      change: changeOf(now, now.source, undefined, 'CREATE'),
      source: now.source,
      from: old.path,
    })),
  };
}
