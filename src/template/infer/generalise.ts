// The least general pattern of several values: what is equal stays, what differs is a hole, what only some have is a member with its
// presence. A majority that is large enough is the standard, and who departs from it is noted. Lists are generalise-list.ts.
import type { Json, JsonObject } from '../../kube/object.ts';
import { memberColumn, presenceKey, presenceOf, reached, shapeOf, tally, writtenValue } from './column.ts';
import { generaliseList } from './generalise-list.ts';
import type { Column, MapPattern, Member, Path, Pattern } from './pattern.ts';
import { depart, departAbsent, isRare, type Surroundings } from './standard.ts';
import { isVoidable, withAbsent } from './voidable.ts';

/** Maps whose keys are the user's own: where these differ much, they are no structure. */
const USER_KEYS: ReadonlySet<string> = new Set([
  'annotations',
  'binaryData',
  'data',
  'labels',
  'matchLabels',
  'nodeSelector',
  'parameters',
  'stringData',
]);
/** What lies deeper is one value: nobody reads a template that goes on further down, and none that does is taken. */
const DEEPEST = 50;
/** More conditional keys of the user's own than this are told as a whole. */
const MOST_USER_KEYS = 4;

/** The pattern of a column that at least one index reaches. */
export function generalise(column: Column, path: Path, around: Surroundings): Pattern {
  if (path.length >= DEEPEST) return scalar(column, path, around);
  const all = reached(column);
  const shapes = new Map<string, number>();
  for (const index of all) {
    const shape = shapeOf(column.done[index] as Json);
    shapes.set(shape, (shapes.get(shape) ?? 0) + 1);
  }
  const [shape = 'scalar', holders = 0] = [...shapes].sort((a, b) => b[1] - a[1])[0] ?? [];
  if (holders < around.judgement.agreement * all.length) return { type: 'hole', column, path, object: around.object };
  const kept = depart(column, around, (value) => shapeOf(value) === shape);
  if (shape === 'scalar') return scalar(kept, path, around);
  return shape === 'map' ? map(kept, path, around) : generaliseList(kept, path, around, generalise);
}

function scalar(column: Column, path: Path, around: Surroundings): Pattern {
  const [first] = tally(column);
  const all = reached(column);
  if (!first || first.indexes.length < around.judgement.agreement * all.length)
    return { type: 'hole', column, path, object: around.object };
  const holders = new Set(first.indexes);
  depart(column, around, (_, index) => holders.has(index));
  return { type: 'literal', value: writtenValue(column, first.indexes) };
}

function map(column: Column, path: Path, around: Surroundings): Pattern {
  const members: Member[] = [];
  const keys = writtenKeys(column);
  // Such keys can only be written verbatim: the map is one value.
  if (keys.some(isOperator)) return scalar(column, path, around);
  for (const key of keys) {
    const made = member(column, key, [...path, key], around);
    if (made) members.push(made);
  }
  const own = members.filter(({ presence }) => presence !== undefined);
  if (USER_KEYS.has(path.at(-1) ?? '') && own.length > MOST_USER_KEYS) {
    const kept = members.filter(({ presence }) => presence === undefined);
    return { type: 'map', members: kept, open: own.map(({ key }) => key) };
  }
  return withAlternatives(members, column);
}

/** Whether a key would mean something else in a template: an operator, or a hole. */
export function isOperator(key: string): boolean {
  return key.startsWith('$') || key.includes('${');
}

/** Keys that anyone wrote, each before the ones that it stood before where it was first seen. */
function writtenKeys(column: Column): readonly string[] {
  const keys: string[] = [];
  const known = new Set<string>();
  for (const value of column.raw) {
    let place: number | undefined;
    for (const key of Object.keys((value ?? {}) as JsonObject).reverse()) {
      if (known.has(key)) place = keys.indexOf(key);
      else {
        known.add(key);
        place ??= keys.length;
        keys.splice(place, 0, key);
      }
    }
  }
  return keys;
}

function member(column: Column, key: string, path: Path, around: Surroundings): Member | undefined {
  const child = memberColumn(column, key);
  const holders = reached(child);
  if (holders.length === 0 || isWrittenDefault(child, holders)) return undefined;
  const { agreement } = around.judgement;
  const parents = reached(column).length;
  if (isRare(holders.length, parents, agreement)) {
    depart(child, around, () => false);
    return undefined;
  }
  const pattern = generalise(child, path, around);
  if (holders.length === parents) return { key, path, pattern };
  const presence = presenceOf(column, child);
  if (isVoidable(pattern)) return { key, path, pattern: withAbsent(pattern, presence) };
  if (holders.length < agreement * parents) return { key, path, pattern, presence };
  departAbsent(presence, around);
  return { key, path, pattern };
}

/** A default of the API server that only some wrote out: to say it or not means the same. */
function isWrittenDefault(child: Column, holders: readonly number[]): boolean {
  const written = holders.filter((index) => child.raw[index] !== undefined).length;
  return written < holders.length && tally(child).length === 1;
}

/** Conditional members of which every map has exactly one set are alternatives. */
function withAlternatives(members: readonly Member[], column: Column): MapPattern {
  const sets = new Map<string, Member[]>();
  for (const one of members) {
    if (!one.presence) continue;
    const key = presenceKey(one.presence);
    sets.set(key, [...(sets.get(key) ?? []), one]);
  }
  const alternatives = [...sets.values()];
  const all = reached(column);
  const exclusive =
    alternatives.length > 1 &&
    all.every((index) => alternatives.filter(([first]) => first?.presence?.[index] === true).length === 1);
  if (!exclusive) return { type: 'map', members };
  return { type: 'map', members: members.filter(({ presence }) => !presence), alternatives };
}
