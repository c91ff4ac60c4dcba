// Objects and groupings: `{key: value}` on its own, and after a path, where items with equal keys are gathered.
import { charge, run } from './budget.ts';
import type { Code, Compiler } from './code.ts';
import { compileEither, type Tuple } from './filter.ts';
import { ExpressionError } from './messages.ts';
import type { Ast } from './parse.ts';
import type { Frame, Scope } from './scope.ts';
import { append, emptyObject, type Marked } from './values.ts';

/** Groups a value, or a list of tuples. */
export type Grouping = (value: unknown, frame: Frame) => unknown;

interface Entry {
  data: unknown;
  readonly pair: number;
  /** The list that is ours to extend; undefined while `data` is a single item. */
  own: unknown[] | undefined;
}

type PairCode = readonly [key: Code, value: Code];

const HIDDEN: unknown[] = [undefined];

/** Compiles the pairs of an object; `tupled` where items may be tuples. */
export function compileGrouping(
  pairs: readonly (readonly [Ast, Ast])[],
  position: number,
  scope: Scope,
  compiler: Compiler,
  tupled = false,
): Grouping {
  const either = tupled
    ? pairs.map(([key, value]) => [compileEither(key, scope, compiler), compileEither(value, scope, compiler)] as const)
    : undefined;
  const codes =
    either?.map(([key, value]): PairCode => [key.onItem, value.onItem]) ??
    pairs.map(([key, value]): PairCode => [compiler.node(key, scope), compiler.node(value, scope)]);
  const plain: Grouping = (value, frame) => {
    const items = Array.isArray(value) ? (value.length === 0 ? HIDDEN : value) : undefined;
    return items ? gather(items, frame, codes, position) : single(value, frame, codes, position);
  };
  if (!either) return plain;
  const reduced = either.map(
    ([key, value]): PairCode => [key.onTuple as Code, (entry, frame) => value.onTuple(reduceTuples(entry), frame)],
  );
  return (value, frame) => {
    if (!Array.isArray(value) || !(value as Marked).tuples) return plain(value, frame);
    return gather(value, frame, reduced, position);
  };
}

function keyOf(code: Code, item: unknown, frame: Frame, position: number): string | undefined {
  const key = code(item, frame);
  if (typeof key === 'string' || key === undefined) return key;
  throw new ExpressionError('T1003', position, { value: key });
}

/** The common case: an object made from one context. */
function single(item: unknown, frame: Frame, codes: readonly PairCode[], position: number): unknown {
  const keys = emptyObject();
  for (let pair = 0; pair < codes.length; pair++) {
    const key = keyOf(codes[pair]![0], item, frame, position);
    if (key === undefined) continue;
    if (key in keys) throw new ExpressionError('D1009', position, { value: key });
    keys[key] = pair;
  }
  charge(codes.length);
  const result = emptyObject();
  for (const key in keys) {
    const value = codes[keys[key] as number]![1](item, frame);
    if (value !== undefined) result[key] = value;
  }
  return result;
}

function gather(items: readonly unknown[], frame: Frame, codes: readonly PairCode[], position: number): unknown {
  const groups = Object.create(null) as Record<string, Entry>;
  charge(items.length * codes.length);
  for (const item of items) {
    for (let pair = 0; pair < codes.length; pair++) {
      const key = keyOf(codes[pair]![0], item, frame, position);
      if (key === undefined) continue;
      const entry = groups[key];
      if (!entry) groups[key] = { data: item, pair, own: undefined };
      else if (entry.pair !== pair) throw new ExpressionError('D1009', position, { value: key });
      else extend(entry, item);
    }
  }
  run.position = position;
  const result = emptyObject();
  for (const key in groups) {
    const entry = groups[key]!;
    const value = codes[entry.pair]![1](entry.data, frame);
    if (value !== undefined) result[key] = value;
  }
  return result;
}

function extend(entry: Entry, item: unknown): void {
  if (entry.own && item !== undefined) {
    if (Array.isArray(item)) for (const one of item) entry.own.push(one);
    else entry.own.push(item);
    charge(Array.isArray(item) ? item.length : 1);
    return;
  }
  const joined = append(entry.data, item);
  if (joined !== entry.data && joined !== item) entry.own = joined as unknown[];
  entry.data = joined;
}

/** Tuples of one group as one tuple: members become lists. */
function reduceTuples(data: unknown): Tuple {
  if (!Array.isArray(data)) return data as Tuple;
  const result = Object.assign(emptyObject(), data[0]) as Tuple;
  for (let i = 1; i < data.length; i++) {
    const tuple = data[i] as Tuple;
    for (const name of Object.keys(tuple)) result[name] = append(result[name], tuple[name]);
  }
  return result;
}
