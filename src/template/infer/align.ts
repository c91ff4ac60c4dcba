// Lists laid side by side: items that mean the same share a column, by their Kubernetes merge key or by position. An item whose key
// holds the resource's own name (`web-config`, `api-config`) is the same item everywhere.
import { isJsonList, isJsonObject, type Json } from '../../kube/object.ts';
import { reached } from './column.ts';
import type { Column } from './pattern.ts';
import { replaceWord } from './words.ts';

/** Items that mean the same; the key is empty where it differs from resource to resource. */
export interface AlignedItem {
  readonly key: string;
  readonly column: Column;
}

/** The items of lists side by side, and those that have no counterpart, each with the index of the list it is from. */
export interface Alignment {
  readonly keys: readonly string[];
  readonly items: readonly AlignedItem[];
  readonly rest?: { readonly owners: readonly number[]; readonly column: Column };
}

/** Single items that only some lists have are told one by one up to this many, beyond it they are an open list. */
const MOST_CONDITIONAL = 2;
/** Stands for the resource's own name in a key. */
const OWN = '\u0000';

/**
 * Lays the lists of a column side by side. `candidates` are the merge keys that Kubernetes gives the field, `names` the resource's
 * own name for each index. Undefined where the lists have no keys and differ in length: then there is nothing to lay side by side.
 */
export function align(
  column: Column,
  candidates: readonly (readonly string[])[],
  names: readonly (string | undefined)[],
  agreement: number,
): Alignment | undefined {
  const indexes = reached(column);
  const lists = new Map(indexes.map((index) => [index, column.done[index] as readonly Json[]]));
  const keys = keysOf([...lists.values()], candidates);
  return keys ? byKey(column, lists, keys, names, agreement) : byPosition(column, lists, agreement);
}

/** The first key fields that every item carries and no two items of a list share; a `name` will do where the table is silent. */
function keysOf(lists: readonly (readonly Json[])[], candidates: readonly (readonly string[])[]) {
  return [...candidates, ['name']].find((fields) => {
    const carries = (item: Json) => isJsonObject(item) && Object.hasOwn(item, fields[0] as string);
    return lists.every((list) => {
      return list.every(carries) && new Set(list.map((item) => keyText(item, fields))).size === list.length;
    });
  });
}

function keyText(item: Json, fields: readonly string[]): string {
  const values = fields.flatMap((field) => (isJsonObject(item) && item[field] !== undefined ? [item[field]] : []));
  return values.map((value) => (typeof value === 'string' ? value : JSON.stringify(value))).join('+');
}

function byKey(
  column: Column,
  lists: ReadonlyMap<number, readonly Json[]>,
  keys: readonly string[],
  names: readonly (string | undefined)[],
  agreement: number,
): Alignment {
  const groups = new Map<string, Map<number, number>>();
  for (const [index, list] of lists) {
    list.forEach((item, position) => {
      const text = keyText(item, keys);
      const own = names[index];
      const canonical = own === undefined ? text : (replaceWord(text, own, OWN) ?? text);
      const group = groups.get(canonical) ?? new Map<number, number>();
      groups.set(canonical, group);
      group.set(index, position);
    });
  }
  const fixed = [...groups].filter(([, group]) => group.size >= agreement * lists.size);
  const others = [...groups].filter(([, group]) => group.size < agreement * lists.size);
  const item = (key: string, positions: ReadonlyMap<number, number>): AlignedItem => ({
    key: key.includes(OWN) ? '' : key,
    column: itemColumn(column, positions),
  });
  const items = fixed.map(([key, group]) => item(key, group));
  if (others.length === 0) return { keys, items };
  const single = singles(others, lists.size, agreement);
  if (single) return { keys, items: [...items, item('', single)] };
  const frequent = others.every(([, { size }]) => size > 1 && size > (1 - agreement) * lists.size);
  if (others.length <= MOST_CONDITIONAL && frequent)
    return { keys, items: [...items, ...others.map(([key, group]) => item(key, group))] };
  return { keys, items, rest: pooled(column, lists, others) };
}

/** The position of the one item without counterpart, where nearly every list has exactly one. */
function singles(others: readonly (readonly [string, ReadonlyMap<number, number>])[], size: number, agreement: number) {
  const positions = new Map<number, number>();
  for (const [, group] of others) {
    for (const [index, position] of group) {
      if (positions.has(index)) return undefined;
      positions.set(index, position);
    }
  }
  return positions.size >= agreement * size ? positions : undefined;
}

function pooled(
  column: Column,
  lists: ReadonlyMap<number, readonly Json[]>,
  groups: readonly (readonly [string, ReadonlyMap<number, number>])[],
) {
  const places = groups.flatMap(([, group]) => [...group]).sort(([a, x], [b, y]) => a - b || x - y);
  return {
    owners: places.map(([index]) => index),
    column: {
      raw: places.map(([index, position]) => rawItem(column, index, position)),
      done: places.map(([index, position]) => (lists.get(index) as readonly Json[])[position]),
    },
  };
}

function byPosition(column: Column, lists: ReadonlyMap<number, readonly Json[]>, agreement: number) {
  const lengths = new Map<number, number>();
  for (const { length } of lists.values()) lengths.set(length, (lengths.get(length) ?? 0) + 1);
  const [length = 0, holders = 0] = [...lengths].sort((a, b) => b[1] - a[1])[0] ?? [];
  if (holders < agreement * lists.size) return undefined;
  const held = [...lists.keys()].filter((index) => lists.get(index)?.length === length);
  const items = Array.from({ length }, (_, position) => ({
    key: String(position),
    column: itemColumn(column, new Map(held.map((index) => [index, position]))),
  }));
  return { keys: [], items };
}

function itemColumn(column: Column, positions: ReadonlyMap<number, number>): Column {
  const at = (values: Column['done'], index: number) => {
    const position = positions.get(index);
    const list = values[index];
    return position !== undefined && isJsonList(list) ? list[position] : undefined;
  };
  return {
    raw: column.raw.map((_, index) =>
      positions.has(index) ? rawItem(column, index, positions.get(index) as number) : undefined,
    ),
    done: column.done.map((_, index) => at(column.done, index)),
  };
}

/** Completion keeps the order of items; where it added some, what was written can't be told apart any more. */
function rawItem(column: Column, index: number, position: number): Json | undefined {
  const raw = column.raw[index];
  const done = column.done[index];
  return isJsonList(raw) && isJsonList(done) && raw.length === done.length ? raw[position] : undefined;
}
