// Which objects belong to one set of a template: those in one namespace whose names tell the same values of the parameters that names
// are made of. What the objects look like otherwise says nothing, so that a set with drifts stays together.
import { gvkOf } from '../kube/gvk.ts';
import { type Json, type JsonObject, metadataOf } from '../kube/object.ts';
import type { Node } from './program.ts';
import { solve } from './solve.ts';
import type { CompiledTemplate } from './template.ts';

/** An object with what tells its set. */
export interface Gatherable {
  readonly object: JsonObject;
  readonly template: CompiledTemplate;
  /** Undefined where it is not known or the object has none: then any will do. */
  readonly namespace: string | undefined;
  readonly file: string;
}

/** Objects of one set, in the order in which they were given. */
export interface GatheredSet<T extends Gatherable> {
  readonly template: CompiledTemplate;
  readonly namespace: string | undefined;
  /** What the names tell, for people: `web`. */
  readonly name: string;
  readonly members: readonly T[];
}

/** What tells a set, as far as one object says it. */
type Told = readonly (Json | undefined)[];

interface Group<T> {
  namespace: string | undefined;
  readonly told: Told;
  readonly members: T[];
}

/** All sets, each object in one of them. Objects that say less join those that say more. */
export function gather<T extends Gatherable>(items: readonly T[]): readonly GatheredSet<T>[] {
  const templates = new Map<CompiledTemplate, T[]>();
  for (const item of items) {
    const known = templates.get(item.template);
    if (known) known.push(item);
    else templates.set(item.template, [item]);
  }
  const order = new Map(items.map((item, index) => [item, index]));
  const place = (item: T) => order.get(item) ?? 0;
  return [...templates].flatMap(([template, members]) =>
    groupsOf(members, namingParameters(template)).map(({ namespace, told, members: own }) => {
      own.sort((a, b) => place(a) - place(b));
      const known = told.filter((value) => value !== undefined).map(String);
      const name = known.length > 0 ? known.join('/') : (metadataOf(own[0]!.object).name ?? '');
      return { template, namespace, name, members: own };
    }),
  );
}

function groupsOf<T extends Gatherable>(members: readonly T[], names: readonly string[]): readonly Group<T>[] {
  const groups: Group<T>[] = [];
  const waiting = members.map((member) => ({ member, told: toldBy(member, names) }));
  const unknown = ({ member, told }: (typeof waiting)[number]) =>
    told.filter((value) => value === undefined).length * 2 + (member.namespace === undefined ? 1 : 0);
  // Those that say most come first, so that those that say all only meet their like: there may be very many sets.
  waiting.sort((a, b) => unknown(a) - unknown(b));
  const alike = new Map<string, Group<T>[]>();
  for (const { member, told } of waiting) {
    const isWhole = !told.includes(undefined);
    const key = JSON.stringify(told);
    const candidates = isWhole ? (alike.get(key) ?? []) : groups;
    const group = nearest(
      member,
      candidates.filter((one) => agrees(one, member, told)),
    );
    if (group !== undefined) {
      group.members.push(member);
      group.namespace ??= member.namespace;
      continue;
    }
    const fresh: Group<T> = { namespace: member.namespace, told, members: [member] };
    groups.push(fresh);
    if (isWhole) alike.set(key, [...(alike.get(key) ?? []), fresh]);
  }
  return groups;
}

function agrees<T extends Gatherable>(group: Group<T>, member: T, told: Told): boolean {
  const isThere =
    member.namespace === undefined || group.namespace === undefined || member.namespace === group.namespace;
  const same = group.told.every((value, index) => told[index] === undefined || isEqual(value, told[index]));
  // A second object of the same kind and name is that of another set: an overlay in a folder of its own.
  return isThere && same && !group.members.some((one) => isTwin(one, member));
}

/** Of several sets the one in the object's file, else in its folder, else where the values are told; none where that is not clear. */
function nearest<T extends Gatherable>(member: T, groups: readonly Group<T>[]): Group<T> | undefined {
  if (groups.length < 2) return groups[0];
  for (const of of [(file: string) => file, folder]) {
    const close = groups.filter((group) => group.members.some(({ file }) => of(file) === of(member.file)));
    if (close.length === 1) return close[0];
  }
  return undefined;
}

function isTwin(a: Gatherable, b: Gatherable): boolean {
  const [one, other] = [gvkOf(a.object), gvkOf(b.object)];
  const isOneName = metadataOf(a.object).name === metadataOf(b.object).name;
  return one.group === other.group && one.kind === other.kind && isOneName;
}

function folder(file: string): string {
  return file.slice(0, Math.max(file.lastIndexOf('/'), 0));
}

function isEqual(a: Json | undefined, b: Json | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Parameters that stand in the name of an object of the template. */
export function namingParameters({ program }: CompiledTemplate): readonly string[] {
  const names = program.objects.flatMap(({ body }) => {
    const refs = below(below(body, 'metadata'), 'name')?.refs ?? [];
    return refs.filter(({ slot }) => slot.scope.parent === undefined).map(({ slot }) => slot.path[0] ?? '');
  });
  return [...new Set(names)];
}

function below(node: Node | undefined, key: string): Node | undefined {
  return node?.kind === 'map' ? node.byKey.get(key)?.node : undefined;
}

/** What one object tells of these parameters, by itself. */
function toldBy({ object, template }: Gatherable, names: readonly string[]): Told {
  const { params, defaulted } = solve(template, [{ object }], { partial: true });
  return names.map((name) => (defaulted.includes(name) || !Object.hasOwn(params, name) ? undefined : params[name]));
}
