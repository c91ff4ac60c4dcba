// Old objects and new objects -> what is created, updated, deleted, by identity. Knows neither git nor files beyond a path.
import { identityKey, type ObjectRef } from '../kube/gvk.ts';
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../kube/object.ts';

/** An object with its identity and the file that holds it. An object that only has `generateName` has the name ''. */
export interface Placed {
  readonly object: JsonObject;
  readonly ref: ObjectRef;
  readonly path: string;
}

/** One difference between two states. */
export type Pair<T> =
  | { readonly operation: 'CREATE'; readonly old: undefined; readonly new: T }
  | { readonly operation: 'UPDATE'; readonly old: T; readonly new: T }
  | { readonly operation: 'DELETE'; readonly old: T; readonly new: undefined };

/** The differences, and the objects that only lie in another file than before. */
export interface Pairing<T> {
  readonly pairs: readonly Pair<T>[];
  /** Equal objects in another file: no change of theirs, but bindings with `paths` may begin to hold. */
  readonly moved: readonly { readonly old: T; readonly new: T }[];
}

/**
 * Pairs by identity: in the same file first, then across files, equal content before other content; what is equal is no
 * change. One identity may be in several files (overlays). An object without a name has no old state: changed, it is a CREATE.
 */
export function pair<T extends Placed>(old: readonly T[], fresh: readonly T[]): Pairing<T> {
  const left = new Map<string, T[]>();
  for (const one of old) {
    const key = identityKey(one.ref);
    const group = left.get(key);
    if (group) group.push(one);
    else left.set(key, [one]);
  }
  const partner = new Map<T, T>();
  const rounds: readonly ((a: T, b: T) => boolean)[] = [
    (a, b) => a.path === b.path && equal(a.object, b.object),
    (a, b) => a.path === b.path && a.ref.name !== '',
    (a, b) => equal(a.object, b.object),
    (a) => a.ref.name !== '',
  ];
  for (const fits of rounds) {
    for (const one of fresh) {
      if (partner.has(one)) continue;
      const group = left.get(identityKey(one.ref));
      const at = group?.findIndex((candidate) => fits(candidate, one)) ?? -1;
      if (group && at >= 0) partner.set(one, ...(group.splice(at, 1) as [T]));
    }
  }
  const before = lastInFile(old);
  const after = lastInFile(fresh);
  const pairs: Pair<T>[] = [];
  const moved: { old: T; new: T }[] = [];
  const update = (was: T, is: T) => {
    if (!equal(was.object, is.object)) pairs.push({ operation: 'UPDATE', old: was, new: is });
  };
  for (const one of fresh) {
    const was = partner.get(one) ?? before.get(placeKey(one));
    if (!was) pairs.push({ operation: 'CREATE', old: undefined, new: one });
    else if (was.path !== one.path && equal(was.object, one.object)) moved.push({ old: was, new: one });
    else update(was, one);
  }
  // Nothing in a cluster bears the name of an object that had none: its removal deletes nothing.
  for (const one of [...left.values()].flat().filter(({ ref }) => ref.name !== '')) {
    const is = after.get(placeKey(one));
    if (is) update(one, is);
    else pairs.push({ operation: 'DELETE', old: one, new: undefined });
  }
  return { pairs, moved };
}

const placeKey = ({ ref, path }: Placed) => JSON.stringify([path, identityKey(ref)]);

/**
 * The last object of each identity in each file, those with a name. One file is applied as a whole: a second object of an
 * identity changes the first, and taking one away leaves the other.
 */
function lastInFile<T extends Placed>(objects: readonly T[]): ReadonlyMap<string, T> {
  return new Map(objects.filter(({ ref }) => ref.name !== '').map((one) => [placeKey(one), one]));
}

/** Whether two values are the same JSON; the order of keys means nothing. */
export function equal(a: Json, b: Json): boolean {
  if (a === b) return true;
  if (isJsonList(a)) {
    return isJsonList(b) && a.length === b.length && a.every((item, index) => equal(item, b[index] ?? null));
  }
  if (!isJsonObject(a) || !isJsonObject(b)) return false;
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  return keys.every((key) => Object.hasOwn(b, key) && equal(a[key] ?? null, b[key] ?? null));
}
