// Holes that hold the same values are one parameter: the values of a hole over all resources, its vector, tell which.
import { valueKey } from './column.ts';
import type { Column, HolePattern } from './pattern.ts';

/** One parameter in the making: the values of all its holes together. */
export interface Vector {
  readonly column: Column;
  readonly holes: readonly HolePattern[];
}

/** Holes that only some resources reach are joined with others when a coincidence is as unlikely as this many coin tosses. */
const LEAST_EVIDENCE = 8;

interface Group {
  holes: readonly HolePattern[];
  keys: readonly string[];
  column: Column;
}

/** One vector for each set of holes whose values agree, in the order of their first holes. */
export function vectorsOf(holes: readonly HolePattern[]): readonly Vector[] {
  const same = new Map<string, Group>();
  for (const hole of holes) {
    const keys = keysOf(hole.column);
    const key = keys.join('\n');
    const group = same.get(key);
    if (group) group.holes = [...group.holes, hole];
    else same.set(key, { holes: [hole], keys, column: hole.column });
  }
  const coverage = ({ keys }: Group) => keys.filter((key) => key !== '').length;
  const joined: Group[] = [];
  // Those that more resources reach take in those that fewer do.
  for (const group of [...same.values()].sort((a, b) => coverage(b) - coverage(a))) {
    const home = joined.find((other) => areOne(group.keys, other.keys));
    if (home) join(home, group);
    else joined.push(group);
  }
  const order = new Map(holes.map((hole, index) => [hole, index]));
  const place = (hole: HolePattern | undefined) => (hole && order.get(hole)) ?? 0;
  return joined
    .map(({ holes: members, column }) => ({ column, holes: [...members].sort((a, b) => place(a) - place(b)) }))
    .sort((a, b) => place(a.holes[0]) - place(b.holes[0]));
}

function join(home: Group, group: Group): void {
  const fill = <T>(own: readonly T[], other: readonly T[]) => own.map((value, index) => value || other[index]) as T[];
  const either = (own: Column['done'], other: Column['done']) =>
    own.map((value, index) => (value === undefined ? other[index] : value));
  home.holes = [...home.holes, ...group.holes];
  home.keys = fill(home.keys, group.keys);
  home.column = { raw: either(home.column.raw, group.column.raw), done: either(home.column.done, group.column.done) };
}

/** The values as texts to compare; empty where there is none. */
function keysOf(column: Column): readonly string[] {
  return column.done.map((value) => (value === undefined ? '' : valueKey(value)));
}

/** Whether vectors that not all resources reach agree wherever both are, and so often that it is no coincidence. */
function areOne(one: readonly string[], other: readonly string[]): boolean {
  const shared: string[] = [];
  for (let index = 0; index < one.length; index++) {
    const key = one[index] as string;
    if (key === '' || other[index] === '') continue;
    if (key !== other[index]) return false;
    shared.push(key);
  }
  return evidence(shared) >= LEAST_EVIDENCE;
}

/** How unlikely it is that another vector holds the same values by chance, in bits. */
function evidence(values: readonly string[]): number {
  const counts = new Map<string, number>();
  for (const key of values) counts.set(key, (counts.get(key) ?? 0) + 1);
  return [...counts.values()].reduce((bits, count) => bits + count * Math.log2(values.length / count), 0);
}
