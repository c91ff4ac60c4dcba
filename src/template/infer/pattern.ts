// What several resources have in common, as a tree: literals, holes with the value of every resource, members that only some
// have. Names no parameter and writes no document: parameters.ts and document.ts do.
import type { Json } from '../../kube/object.ts';

/**
 * The values at one place, one for each resource (or list item) that is compared; undefined where there is none. `raw` is as it
 * was written, `done` as the API server completes it: values are compared by `done` and shown by `raw`.
 */
export interface Column {
  readonly raw: readonly (Json | undefined)[];
  readonly done: readonly (Json | undefined)[];
}

/** What is compared with what: the resources of a set, or the items of one list, each of which belongs to a resource. */
export interface Scope {
  readonly size: number;
  /** For items of a list: the scope around them, and for each item its index there. */
  readonly outer?: { readonly scope: Scope; readonly owners: readonly number[] };
}

/** The way to a place: keys of maps, and `[KEY]` for items of lists (`[]` where the key differs). */
export type Path = readonly string[];

/** Which resources have a member, of those that have its parent; undefined for those that lack the parent. */
export type Presence = readonly (boolean | undefined)[];

/** The same value everywhere. */
export interface LiteralPattern {
  readonly type: 'literal';
  readonly value: Json;
}

/** A value that differs. */
export interface HolePattern {
  readonly type: 'hole';
  readonly column: Column;
  readonly path: Path;
  /** Id of the object that it is in. */
  readonly object: string;
}

/** A member of a map or an item of a list; with `presence` where only some have it. */
export interface Member {
  readonly key: string;
  readonly path: Path;
  readonly pattern: Pattern;
  readonly presence?: Presence;
}

/** A map. */
export interface MapPattern {
  readonly type: 'map';
  readonly members: readonly Member[];
  /** Sets of members of which each map has exactly one. */
  readonly alternatives?: readonly (readonly Member[])[];
  /** Keys that differ too much from resource to resource to be told one by one. */
  readonly open?: readonly string[];
}

/** A list; `keys` are the fields that tell its items apart, none where the order does. */
export interface ListPattern {
  readonly type: 'list';
  readonly path: Path;
  readonly keys: readonly string[];
  readonly items: readonly Member[];
  /** What all remaining items have in common, in a scope of their own. */
  readonly each?: { readonly scope: Scope; readonly pattern: Pattern };
}

/** What is common to the values of one place. */
export type Pattern = LiteralPattern | HolePattern | MapPattern | ListPattern;
