// Functions on lists and sets (k8s.io/apiserver pkg/cel/library lists; cel-go ext/lists, version 3; ext/sets).
import { add, span, uint } from './arithmetic.ts';
import { itemAt, itemsOf } from './elements.ts';
import { contains, equalOrNot, equalsOwn } from './equality.ts';
import { Fault, noOverload, spend } from './fault.ts';
import { compare } from './order.ts';
import type { Definition } from './overload.ts';
import { type CelValue, isList, kindOf, type List, listOf, NONE, type Optional, some } from './value.ts';

const COMPARABLE = ['int', 'uint', 'double', 'bool', 'duration', 'timestamp', 'string', 'bytes'];

function isSorted(list: List): boolean {
  const items = itemsOf(list);
  spend(items.length);
  if (items.some((item) => !COMPARABLE.includes(kindOf(item)))) return noOverload('isSorted');
  return items.every((item, at) => at === 0 || orderOf(items[at - 1] as CelValue, item) <= 0);
}

/** The order of two items; the server takes those that have none between them for sorted. */
function orderOf(left: CelValue, right: CelValue): number {
  try {
    return compare(left, right);
  } catch (error) {
    if (error instanceof Fault) return 0;
    throw error;
  }
}

function sum(zero: CelValue): (list: List) => CelValue {
  return (list) => {
    spend(list.items.length);
    return itemsOf(list).reduce((total, item) => add(total, item), zero);
  };
}

function extreme(name: string, better: (order: number) => boolean): (list: List) => CelValue {
  return (list) => {
    spend(list.items.length);
    const items = itemsOf(list);
    const [first, ...rest] = items;
    if (first === undefined) throw new Fault(`\`${name}\` takes a list that is not empty`);
    if (items.some((item) => !COMPARABLE.includes(kindOf(item)))) return noOverload(name);
    return rest.reduce((best, item) => (better(orderOf(item, best)) ? item : best), first);
  };
}

function indexOf(list: List, item: CelValue): bigint {
  return BigInt(list.items.findIndex((_, at) => equalOrNot(itemAt(list, at), item, equalsOwn)));
}

function lastIndexOf(list: List, item: CelValue): bigint {
  let at = list.items.length - 1;
  while (at >= 0 && !equalOrNot(itemAt(list, at), item, equalsOwn)) at--;
  return BigInt(at);
}

function slice(list: List, from: bigint, to: bigint): List {
  if (from < 0n || from > to || to > BigInt(list.items.length)) {
    throw new Fault(`the range ${from} to ${to} lies outside of the list`);
  }
  spend(Number(to - from));
  return listOf(itemsOf(list).slice(Number(from), Number(to)));
}

function flatten(list: List, depth = 1n): List {
  if (depth < 0n) throw new Fault('a depth is not negative');
  const flat: CelValue[] = [];
  const walk = (one: List, left: bigint): void => {
    spend(1 + one.items.length);
    for (const item of itemsOf(one)) {
      if (isList(item) && left > 0n) walk(item, left - 1n);
      else flat.push(item);
    }
  };
  walk(list, depth);
  return listOf(flat);
}

/** Sorts a list by keys of its items. */
export function sortBy(list: List, keys: readonly CelValue[]): List {
  const [first] = keys;
  if (first === undefined) return list;
  const kind = kindOf(first);
  if (!COMPARABLE.includes(kind)) throw new Fault('the keys of a list that is sorted have an order');
  if (keys.some((key) => kindOf(key) !== kind)) throw new Fault('the keys of a list that is sorted have one type');
  spend(keys.length * (1 + Math.ceil(Math.log2(keys.length))));
  const items = itemsOf(list);
  const order = keys.map((_, at) => at).sort((a, b) => compare(keys[a] as CelValue, keys[b] as CelValue));
  return listOf(order.map((at) => items[at] as CelValue));
}

function distinct(list: List): List {
  const kept: CelValue[] = [];
  for (const item of itemsOf(list)) {
    if (!kept.some((other) => equalOrNot(item, other, equalsOwn))) kept.push(item);
  }
  return listOf(kept);
}

function range(count: bigint): List {
  spend(Number(count < 0n ? 0n : count));
  return listOf(Array.from({ length: Number(count < 0n ? 0n : count) }, (_, at) => BigInt(at)));
}

function firstOf(list: List, at: number): Optional {
  return list.items.length === 0 ? NONE : some(itemAt(list, at));
}

function unwrap(list: List): List {
  return listOf(
    itemsOf(list).flatMap((item) => {
      if (kindOf(item) !== 'optional') return noOverload('unwrap');
      const { value } = item as Optional;
      return value === undefined ? [] : [value];
    }),
  );
}

function containsAll(list: List, sublist: List): boolean {
  return itemsOf(sublist).every((item) => contains(list, item));
}

function intersects(left: List, right: List): boolean {
  return itemsOf(left).some((item) => equalOrNot(right, item, contains));
}

/** Functions on lists. */
export const LIST_FUNCTIONS: readonly Definition[] = [
  ...COMPARABLE.flatMap((type): Definition[] => [
    [`(list(${type})).isSorted(): bool`, isSorted],
    [`(list(${type})).max(): ${type}`, extreme('max', (order) => order > 0)],
    [`(list(${type})).min(): ${type}`, extreme('min', (order) => order < 0)],
    [`(list(${type})).sort(): list(${type})`, (list: List) => sortBy(list, itemsOf(list))],
  ]),
  ['(list(int)).sum(): int', sum(0n)],
  ['(list(uint)).sum(): uint', sum(uint(0n))],
  ['(list(double)).sum(): double', sum(0)],
  ['(list(duration)).sum(): duration', sum(span(0n))],
  ['(list(A)).indexOf(A): int', indexOf],
  ['(list(A)).lastIndexOf(A): int', lastIndexOf],
  ['(list(T)).slice(int, int): list(T)', slice],
  ['(list(list(T))).flatten(): list(T)', flatten],
  ['(list(dyn)).flatten(int): list(dyn)', flatten],
  ['(list(T)).reverse(): list(T)', (list: List) => listOf([...itemsOf(list)].reverse())],
  ['(list(T)).distinct(): list(T)', distinct],
  ['lists.range(int): list(int)', range],
  ['(list(V)).first(): optional(V)', (list: List) => firstOf(list, 0)],
  ['(list(V)).last(): optional(V)', (list: List) => firstOf(list, list.items.length - 1)],
  ['optional.unwrap(list(optional(V))): list(V)', unwrap],
  ['(list(optional(V))).unwrapOpt(): list(V)', unwrap],
  ['sets.contains(list(T), list(T)): bool', containsAll],
  ['sets.equivalent(list(T), list(T)): bool', (a: List, b: List) => containsAll(a, b) && containsAll(b, a)],
  ['sets.intersects(list(T), list(T)): bool', intersects],
];
