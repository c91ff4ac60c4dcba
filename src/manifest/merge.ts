// Members that a merge key brings in, as go-yaml 2 does: they replace what stands before, and of a list of maps the first counts.
// Knows neither events nor places.
import type { Unrounded } from './exact.ts';
import { define } from './value.ts';

type Members = Record<string, Unrounded>;

/**
 * For maps that have them, the names that come of numbers and booleans, and of what. kubectl's parser takes `8` and `"8"` for two
 * keys; where a merge key brings both together, it keeps both and lets chance decide which of them JSON gets.
 */
export type KeyKinds = WeakMap<object, Map<string, string>>;

/** What came of a merge key: names that are worth a word, the first of each sort. */
export interface Merged {
  /** A name from before that got another value; readers of YAML 1.2 keep the first. */
  readonly replaced?: string | undefined;
  /** A name that two different keys have. */
  readonly unclear?: string | undefined;
}

/** Brings the members of maps into `map`; names that were not there are added to `merged`, for they may follow on their own. */
export function mergeInto(map: Members, merged: Set<string>, sources: readonly Members[], kinds: KeyKinds): Merged {
  const taken = sources.length > 1 ? new Set<string>() : undefined;
  let replaced: string | undefined;
  let unclear: string | undefined;
  for (const source of sources) {
    for (const name of Object.keys(source)) {
      const value = source[name]!;
      const kind = kinds.get(source)?.get(name);
      if (Object.hasOwn(map, name) && kinds.get(map)?.get(name) !== kind) unclear ??= name;
      if (taken?.has(name)) continue;
      taken?.add(name);
      if (!Object.hasOwn(map, name)) merged.add(name);
      else if (map[name] !== value) replaced ??= name;
      define(map, name, value);
      noteKind(kinds, map, name, kind);
    }
  }
  return { replaced, unclear };
}

/** Notes what a name of a map comes of; undefined for a text, of which nothing is noted. */
export function noteKind(kinds: KeyKinds, map: object, name: string, kind: string | undefined): void {
  const known = kinds.get(map);
  if (kind === undefined) known?.delete(name);
  else if (known) known.set(name, kind);
  else kinds.set(map, new Map([[name, kind]]));
}
