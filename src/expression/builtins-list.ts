// Built-in functions on lists and objects, the higher-order ones among them.

import { charge } from './budget.ts';
import { type Builtin, builtin, variadic } from './builtin.ts';
import { invoke, invokeWith } from './call.ts';
import { ExpressionError } from './messages.ts';
import { mergeSort } from './sort.ts';
import {
  append,
  asSequence,
  type Callable,
  emptyObject,
  equal,
  isNumber,
  isSequence,
  keysOf,
  lookup,
  type Marked,
  sequence,
  truthy,
} from './values.ts';

type List = readonly unknown[] | undefined;

function map(list: List, fn: Callable): unknown {
  if (list === undefined) return undefined;
  const result: unknown[] = [];
  for (let i = 0; i < list.length; i++) {
    const value = invokeWith(fn, list[i], i, list);
    if (value !== undefined) result.push(value);
  }
  return asSequence(result);
}

function filter(list: List, fn: Callable): unknown {
  if (list === undefined) return undefined;
  const result: unknown[] = [];
  for (let i = 0; i < list.length; i++) if (truthy(invokeWith(fn, list[i], i, list))) result.push(list[i]);
  return asSequence(result);
}

function single(list: List, fn: Callable | undefined): unknown {
  if (list === undefined) return undefined;
  let found = false;
  let result: unknown;
  for (let i = 0; i < list.length; i++) {
    if (fn !== undefined && !truthy(invokeWith(fn, list[i], i, list))) continue;
    if (found) throw new ExpressionError('D3138');
    found = true;
    result = list[i];
  }
  if (!found) throw new ExpressionError('D3139');
  return result;
}

function reduce(list: List, fn: Callable, initial: unknown): unknown {
  if (list === undefined) return undefined;
  if (fn.arity < 2) throw new ExpressionError('D3050');
  const seeded = initial !== undefined || list.length === 0;
  let result = seeded ? initial : list[0];
  for (let i = seeded ? 0 : 1; i < list.length; i++) {
    charge(1);
    const args = [result, list[i]];
    if (fn.arity >= 3) args.push(i);
    if (fn.arity >= 4) args.push(list);
    result = invoke(fn, args, null);
  }
  return result;
}

function sift(object: unknown, fn: Callable): unknown {
  const result = emptyObject();
  let count = 0;
  for (const key of keysOf(object)) {
    const value = (object as Record<string, unknown>)[key];
    if (!truthy(invokeWith(fn, value, key, object))) continue;
    result[key] = value;
    count++;
  }
  return count === 0 ? undefined : result;
}

function each(object: unknown, fn: Callable): unknown {
  const result: unknown[] = [];
  for (const key of keysOf(object)) {
    const value = invokeWith(fn, (object as Record<string, unknown>)[key], key, object);
    if (value !== undefined) result.push(value);
  }
  return asSequence(result);
}

function keys(value: unknown): Marked {
  if (!Array.isArray(value)) return asSequence([...keysOf(value)]);
  const all = emptyObject();
  for (const item of value) for (const key of keys(item)) all[key as string] = true;
  return asSequence(Object.keys(all));
}

function spread(value: unknown): unknown {
  if (Array.isArray(value)) {
    let result: unknown = sequence();
    for (const item of value) result = append(result, spread(item));
    return result;
  }
  if (typeof value !== 'object' || value === null) return value;
  return asSequence(
    keysOf(value).map((key) => {
      const one = emptyObject();
      one[key] = (value as Record<string, unknown>)[key];
      return one;
    }),
  );
}

function merge(list: List): unknown {
  if (list === undefined) return undefined;
  const result = emptyObject();
  for (const item of list) for (const key of keysOf(item)) result[key] = (item as Record<string, unknown>)[key];
  return result;
}

function reverse(list: List): unknown {
  if (list === undefined || list.length <= 1) return list;
  charge(list.length);
  return list.toReversed();
}

function zip(args: readonly unknown[]): unknown {
  const length = Math.min(...args.map((list) => (Array.isArray(list) ? list.length : 0)));
  const result: unknown[] = [];
  for (let i = 0; i < length; i++) {
    charge(args.length);
    result.push(args.map((list) => (list as unknown[])[i]));
  }
  return result;
}

function distinct(value: unknown): unknown {
  if (!Array.isArray(value) || value.length <= 1) return value;
  const result: unknown[] = [];
  const seen = new Set<unknown>();
  for (const item of value) {
    charge(1);
    if (seen.has(item)) continue;
    if (typeof item === 'object' && item !== null) {
      charge(result.length);
      if (result.some((other) => equal(item, other))) continue;
    } else seen.add(item);
    result.push(item);
  }
  return isSequence(value) ? asSequence(result) : result;
}

function sort(list: List, comparator: Callable | undefined): unknown {
  if (list === undefined || list.length <= 1) return list;
  if (comparator) return mergeSort(list, (a, b) => Boolean(invoke(comparator, [a, b], null)));
  if (!list.every(isNumber) && !list.every((item) => typeof item === 'string')) throw new ExpressionError('D3070');
  return mergeSort(list, (a, b) => (a as string) > (b as string));
}

/** The built-in functions on lists and objects. */
export const LISTS: readonly Builtin[] = [
  builtin('count', '<a:n>', 1, (list) => (list === undefined ? 0 : (list as unknown[]).length), ['a']),
  builtin('map', '<af>', 2, (list, fn) => map(list as List, fn as Callable), ['a', 'f']),
  builtin('filter', '<af>', 2, (list, fn) => filter(list as List, fn as Callable), ['a', 'f']),
  builtin('single', '<af?>', 2, (list, fn) => single(list as List, fn as Callable | undefined)),
  builtin('reduce', '<afj?:j>', 3, (list, fn, initial) => reduce(list as List, fn as Callable, initial)),
  builtin('sift', '<o-f?:o>', 2, (object, fn) => sift(object, fn as Callable)),
  builtin('each', '<o-f:a>', 2, (object, fn) => each(object, fn as Callable), ['o', 'f']),
  builtin('keys', '<x-:a<s>>', 1, (value) => keys(value), ['x']),
  builtin('lookup', '<x-s:x>', 2, (input, key) => lookup(input, key as string), ['x', 's']),
  builtin('append', '<xx:a>', 2, (left, right) => append(left, right), ['x', 'x']),
  builtin('spread', '<x-:a<o>>', 1, (value) => spread(value), ['x']),
  builtin('merge', '<a<o>:o>', 1, (list) => merge(list as List)),
  builtin('reverse', '<a:a>', 1, (list) => reverse(list as List), ['a']),
  builtin('distinct', '<x:x>', 1, (value) => distinct(value), ['x']),
  builtin('sort', '<af?:a>', 2, (list, fn) => sort(list as List, fn as Callable | undefined)),
  variadic('zip', '<a+>', zip),
];
