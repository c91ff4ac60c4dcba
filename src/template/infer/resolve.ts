// The parameters of a pattern: which holes are one, what they are called, which switches say whether a member is there. Items of
// open lists have parameters of their own, under the name of the list's.

import { collect } from './collect.ts';
import { joinedColumn, reached } from './column.ts';
import { type Conditions, conditionsOver } from './conditions.ts';
import { nameCandidates, namingRank, takeName } from './parameter-name.ts';
import type { HolePattern, ListPattern, MapPattern, Member, Path, Presence, Scope } from './pattern.ts';
import { type Parameter, type Reading, readingsOf } from './readings.ts';
import { vectorsOf } from './vectors.ts';

/** A list parameter: its name, what its items are called, and what may vary in them. */
export interface ResolvedList {
  readonly name: string;
  readonly as: string;
  readonly path: Path;
  readonly scope: Scope;
  readonly items: Resolved;
}

/** A choice among alternatives, by a parameter of its own; undefined in items, where the alternative shows which it is. */
export interface ResolvedChoice {
  readonly on: string | undefined;
  readonly labels: readonly string[];
}

/** A parameter that says whether something is there. */
export interface Switch {
  readonly name: string;
  readonly presence: Presence;
  readonly paths: readonly Path[];
}

/** What may vary in a pattern, with names. */
export interface Resolved {
  readonly parameters: readonly Parameter[];
  readonly switches: readonly Switch[];
  readonly choices: ReadonlyMap<MapPattern, ResolvedChoice>;
  /** Parameters that choose among alternatives: their labels over the scope. */
  readonly chosen: readonly {
    readonly name: string;
    readonly labels: readonly (string | undefined)[];
    readonly path: Path;
  }[];
  readonly lists: ReadonlyMap<ListPattern, ResolvedList>;
  readonly readings: ReadonlyMap<HolePattern, Reading>;
  /** The condition of a conditional member; none where the member's own parameter says it. */
  readonly conditions: ReadonlyMap<Member, string>;
}

/** A name for an item of a list, by how many lists are around it. */
const ITEM_NAMES: readonly string[] = ['item', 'part', 'piece'];

/** Resolves the patterns of a scope; `outer` are the parameters around it with the scope's depth, none for the resources themselves. */
export function resolve(
  roots: readonly Member[],
  outer: { readonly parameters: readonly Parameter[]; readonly depth: number; readonly prefix: string } = {
    parameters: [],
    depth: 0,
    prefix: '',
  },
): Resolved {
  const found = collect(roots);
  const taken = new Set<string>();
  const { parameters, of: readings } = readingsOf(
    vectorsOf(found.holes),
    outer.parameters,
    outer.depth > 0 ? undefined : found.everywhere,
  );
  const name = (candidates: readonly string[]) => `${outer.prefix}${takeName(candidates, taken)}`;
  for (const { parameter, path } of inNamingOrder(parameters)) parameter.name = name(nameCandidates(path));
  const conditions = conditionsOver(parameters);
  const conditionOf = new Map<Member, string>();
  const pathsOf = new Map<string, Path[]>();
  const choices = new Map<MapPattern, ResolvedChoice>();
  const chosen: { name: string; labels: readonly (string | undefined)[]; path: Path }[] = [];
  for (const { map, path } of found.choices) {
    const choice = outer.depth > 0 ? inItems(map) : byParameter(map, path, conditions, name, chosen);
    if (choice) choices.set(map, choice);
  }
  const settled = new Set([...choices.keys()].flatMap((map) => (map.alternatives ?? []).flat()));
  for (const member of found.conditional) {
    if (settled.has(member) || tellsItself(member, readings)) continue;
    const condition = conditions.of(member.presence as Presence, () =>
      name(switchCandidates(member, found.conditional)),
    );
    conditionOf.set(member, condition);
    pathsOf.set(condition, [...(pathsOf.get(condition) ?? []), member.path]);
  }
  const lists = new Map<ListPattern, ResolvedList>();
  for (const list of found.lists) {
    const { scope, pattern } = list.each as NonNullable<ListPattern['each']>;
    const as = ITEM_NAMES[outer.depth] ?? `item${outer.depth}`;
    const owners = scope.outer?.owners ?? [];
    const lifted = [...outer.parameters, ...parameters].map((parameter) => ({
      ...parameter,
      column: joinedColumn(parameter.column, owners),
    }));
    const root: Member = { key: '', path: [], pattern };
    const items = resolve([root], { parameters: lifted, depth: outer.depth + 1, prefix: `${as}.` });
    lists.set(list, { name: name(nameCandidates(list.path)), as, path: list.path, scope, items });
  }
  const switches = conditions.switches.map((one) => ({ ...one, paths: pathsOf.get(one.name) ?? [] }));
  return { parameters, switches, choices, chosen, lists, readings, conditions: conditionOf };
}

/** Parameters in the order in which they choose their names, each with the path that names it. */
function inNamingOrder(parameters: readonly Parameter[]) {
  return parameters
    .map((parameter) => {
      const path = [...parameter.paths].sort((a, b) => namingRank(a) - namingRank(b))[0] as Path;
      return { parameter, path, rank: namingRank(path) };
    })
    .sort((a, b) => a.rank - b.rank);
}

const inItems = (map: MapPattern): ResolvedChoice => ({ on: undefined, labels: labelsOf(map) });

const labelsOf = (map: MapPattern) => (map.alternatives ?? []).map(([first]) => first?.key ?? '');

/** A choice by a parameter of its own; undefined where other parameters tell each alternative. */
function byParameter(
  map: MapPattern,
  path: Path,
  conditions: Conditions,
  name: (candidates: readonly string[]) => string,
  chosen: { name: string; labels: readonly (string | undefined)[]; path: Path }[],
): ResolvedChoice | undefined {
  const sets = map.alternatives ?? [];
  const presences = sets.map(([first]) => first?.presence as Presence);
  if (presences.every((presence) => conditions.explains(presence))) return undefined;
  const labels = labelsOf(map);
  const column = (presences[0] ?? []).map((_, index) => labels[presences.findIndex((one) => one[index] === true)]);
  const same = chosen.find((one) => one.labels.every((label, index) => label === column[index]));
  if (same) return { on: same.name, labels };
  const on = name(nameCandidates(path).map((one) => `${one}Kind`));
  chosen.push({ name: on, labels: column, path });
  return { on, labels };
}

/** A hole whose parameter has a value exactly where the member is there. */
function tellsItself(member: Member, readings: ReadonlyMap<HolePattern, Reading>): boolean {
  if (member.pattern.type !== 'hole') return false;
  const { pieces, asText } = readings.get(member.pattern) as Reading;
  const [parameter] = pieces;
  if (typeof parameter !== 'object' || pieces.length > 1 || asText) return false;
  const holders = reached(parameter.column);
  const present = (member.presence as Presence).flatMap((one, index) => (one === true ? [index] : []));
  return holders.length === present.length && holders.every((index, at) => index === present[at]);
}

/** A switch is called as its member is; annotations that are all of one domain, as the domain's first word. */
function switchCandidates(member: Member, all: readonly Member[]): readonly string[] {
  const candidates = nameCandidates(member.path);
  const keys = member.pattern.type === 'map' ? member.pattern.members.map(({ key }) => key) : [];
  const inside = new Set(keys.map(domainOf));
  const [only] = inside;
  if (inside.size === 1 && only !== undefined) return [only, ...candidates];
  const own = domainOf(member.key);
  const siblings = all.filter(({ key }) => own !== undefined && domainOf(key) === own);
  return own !== undefined && siblings.length > 1 ? [own, ...candidates] : candidates;
}

/** `prometheus` for `prometheus.io/scrape`. */
const domainOf = (key: string): string | undefined => /^([^/.]+)[^/]*[/]/.exec(key)?.[1];
