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

interface Group<T> {
  readonly values: readonly (Json | undefined)[];
  readonly members: T[];
}

/** All sets, each object in one of them. */
export function gather<T extends Gatherable>(items: readonly T[]): readonly GatheredSet<T>[] {
  const byTemplate = new Map<string, T[]>();
  for (const item of items) {
    const key = JSON.stringify([item.template.name, item.namespace ?? null]);
    const known = byTemplate.get(key);
    if (known) known.push(item);
    else byTemplate.set(key, [item]);
  }
  return [...byTemplate.values()].flatMap((members) => {
    const [{ template, namespace } = members[0]!] = members;
    return split(members, template).map(({ values, members: own }) => {
      const told = values.filter((value) => value !== undefined).map(String);
      const name = told.length > 0 ? told.join('/') : (metadataOf(own[0]!.object).name ?? '');
      return { template, namespace, name, members: own };
    });
  });
}

/** Objects of one template and namespace, parted by what their names tell. */
function split<T extends Gatherable>(members: readonly T[], template: CompiledTemplate): readonly Group<T>[] {
  const names = namingParameters(template);
  const groups: Group<T>[] = [];
  const loose: { readonly member: T; readonly values: Group<T>['values'] }[] = [];
  for (const member of members) {
    const values = toldBy(member, names);
    if (values.includes(undefined) || names.length === 0) loose.push({ member, values });
    else place(member, values, groups);
  }
  for (const { member, values } of loose) {
    const fitting = groups.filter((group) => agrees(group.values, values));
    const near = nearest(member, fitting);
    if (near) near.members.push(member);
    else place(member, values, groups);
  }
  const order = new Map(members.map((member, index) => [member, index]));
  for (const { members: own } of groups) own.sort((a, b) => order.get(a)! - order.get(b)!);
  return groups;
}

/** Puts an object to those with the same values; a second of the same kind and name begins a set in its own folder. */
function place<T extends Gatherable>(member: T, values: Group<T>['values'], groups: Group<T>[]): void {
  const same = groups.filter((group) => group.values.every((value, index) => sameValue(value, values[index])));
  const isTaken = (group: Group<T>) => group.members.some((one) => isTwin(one, member));
  const group =
    same.find((one) => !isTaken(one) && one.members.some(({ file }) => folder(file) === folder(member.file))) ??
    same.find((one) => !isTaken(one));
  if (group) group.members.push(member);
  else groups.push({ values, members: [member] });
}

/** Of several sets that an object may belong to, the one in its file, else in its folder; none where that is not clear. */
function nearest<T extends Gatherable>(member: T, groups: readonly Group<T>[]): Group<T> | undefined {
  const free = groups.filter((group) => !group.members.some((one) => isTwin(one, member)));
  if (free.length < 2) return free[0];
  for (const of of [(file: string) => file, folder]) {
    const close = free.filter((group) => group.members.some(({ file }) => of(file) === of(member.file)));
    if (close.length === 1) return close[0];
  }
  return undefined;
}

function isTwin(a: Gatherable, b: Gatherable): boolean {
  const [one, other] = [gvkOf(a.object), gvkOf(b.object)];
  const [left, right] = [metadataOf(a.object).name, metadataOf(b.object).name];
  return one.group === other.group && one.kind === other.kind && left === right;
}

function folder(file: string): string {
  return file.slice(0, Math.max(file.lastIndexOf('/'), 0));
}

function sameValue(a: Json | undefined, b: Json | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function agrees(known: Group<unknown>['values'], values: Group<unknown>['values']): boolean {
  return known.every((value, index) => values[index] === undefined || sameValue(value, values[index]));
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
function toldBy({ object, template }: Gatherable, names: readonly string[]): readonly (Json | undefined)[] {
  const { params, defaulted } = solve(template, [{ object }], { partial: true });
  return names.map((name) => (defaulted.includes(name) || !Object.hasOwn(params, name) ? undefined : params[name]));
}
