// Paths: a step is asked for every item of what the step before yielded, and what it yields is flattened once.
import { charge } from './budget.ts';
import type { Code, Compiler } from './code.ts';
import { compileFilter, type Filter } from './filter.ts';
import { compileGrouping } from './group.ts';
import { compileSort, type SortCode } from './order.ts';
import type { Ast } from './parse.ts';
import type { Frame, Scope } from './scope.ts';
import { isInherited, lookup, type Marked, member, sequence, settle } from './values.ts';

/** A compiled step: a name, any expression, or a sorting of all items. */
interface Step {
  readonly name: string | undefined;
  readonly inherited: boolean;
  readonly keep: boolean;
  readonly code: Code | undefined;
  readonly sort: SortCode | undefined;
  readonly stages: readonly Filter[];
}

/** Compiles a path without tuples. */
export function compilePath(ast: Ast, scope: Scope, compiler: Compiler): Code {
  const nodes = ast.steps as readonly Ast[];
  const steps = nodes.map((node) => compileStep(node, scope, compiler));
  const plain = steps.findIndex(({ name, stages }) => name === undefined || stages.length > 0);
  const prefix = plain < 0 ? steps.length : plain;
  const walk =
    nodes[0]!.consarray === true
      ? constructed(steps, compiler.node(nodes[0]!, scope))
      : walker(steps, prefix, nodes[0]!.type === 'variable');
  const keepArray = ast.keepArray === true;
  if (!ast.keepSingletonArray && !ast.group) return (input, frame) => settle(walk(input, frame), keepArray);
  const grouping = ast.group && compileGrouping(ast.group.lhs, ast.group.position, scope, compiler);
  const keepSingle = ast.keepSingletonArray === true;
  return (input, frame) => {
    let result = walk(input, frame);
    if (keepSingle) result = kept(result);
    return settle(grouping ? grouping(result, frame) : result, keepArray);
  };
}

/** Marks a result so that a single item stays in its list. */
export function kept(value: unknown): unknown {
  if (value === undefined) return undefined;
  const list: Marked = Array.isArray(value) ? value : sequence(value);
  const result = list.cons && !list.sequence ? sequence(list) : list;
  if (result.sequence) result.keep = true;
  return result;
}

function compileStep(node: Ast, scope: Scope, compiler: Compiler): Step {
  const name = node.type === 'name' && !node.predicate && !node.group ? (node.value as string) : undefined;
  return {
    name,
    inherited: name !== undefined && isInherited(name),
    keep: node.keepArray === true,
    code: name === undefined && node.type !== 'sort' ? compiler.node(node, scope) : undefined,
    sort: node.type === 'sort' ? compileSort(node, scope, compiler) : undefined,
    stages: (node.stages ?? []).map((stage) => compileFilter(stage, scope, compiler)),
  };
}

/** Nothing found: an empty sequence. */
const nothing = (): Marked => sequence();

/** Follows names through plain objects and hands over to the general way at the first list, predicate or other step. */
function walker(steps: readonly Step[], prefix: number, absolute: boolean): Code {
  const names = steps.slice(0, prefix).map(({ name }) => name as string);
  const inherited = steps.some((step) => step.inherited);
  const length = steps.length;
  return (input, frame) => {
    if (Array.isArray(input) && !absolute) return follow(input, steps, 0, frame);
    let current = input;
    for (let i = 0; i < prefix; i++) {
      if (typeof current !== 'object' || current === null) return undefined;
      const name = names[i] as string;
      const value = inherited ? member(current, name) : (current as Record<string, unknown>)[name];
      if (value === undefined) return undefined;
      if (Array.isArray(value)) return onward(settle(value, steps[i]!.keep), steps, i + 1, frame);
      current = value;
    }
    return prefix === length ? current : follow([current], steps, prefix, frame);
  };
}

/** Goes on from one value that a step yielded. */
function onward(value: unknown, steps: readonly Step[], next: number, frame: Frame): unknown {
  if (value === undefined) return undefined;
  const list = Array.isArray(value) ? (value as Marked) : undefined;
  if (next === steps.length) {
    if (!list) return value;
    return list.sequence ? flattened([list]) : list;
  }
  return follow(list && !list.cons ? list : [value], steps, next, frame);
}

/** A path that begins with `[…]`: the constructor sees the whole context at once. */
function constructed(steps: readonly Step[], first: Code): Code {
  return (input, frame) => {
    const made = first(Array.isArray(input) ? input : sequence(input), frame);
    if (made === undefined || made === '' || (Array.isArray(made) && made.length === 0)) return made;
    // what is no list has no items, except a text, whose items are its characters
    const items = Array.isArray(made) ? made : typeof made === 'string' ? made.split('') : [];
    return follow(items, steps, 1, frame);
  };
}

/** Asks every remaining step of every item. */
function follow(start: readonly unknown[], steps: readonly Step[], from: number, frame: Frame): unknown {
  let items = start;
  if (items.length === 0) return nothing();
  for (let at = from; at < steps.length; at++) {
    const step = steps[at] as Step;
    if (step.sort) {
      // a list of one comes back unsorted: as a query result, not as the list that the data holds
      if (items.length === 1 && (items as Marked).sequence !== true) items = sequence(items[0]);
      let sorted: unknown = step.sort(items, frame);
      for (const stage of step.stages) sorted = stage(sorted, frame);
      items = sorted as readonly unknown[];
    } else items = stepOver(items, step, at === steps.length - 1, frame);
    if (items.length === 0) break;
  }
  return items;
}

function stepOver(items: readonly unknown[], step: Step, last: boolean, frame: Frame): readonly unknown[] {
  charge(items.length);
  const results: unknown[] = [];
  for (let i = 0; i < items.length; i++) {
    let value = step.code ? step.code(items[i], frame) : named(items[i], step);
    for (let s = 0; s < step.stages.length; s++) value = (step.stages[s] as Filter)(value, frame);
    if (value !== undefined) results.push(value);
  }
  if (last && results.length === 1) {
    const only = results[0];
    if (Array.isArray(only) && (only as Marked).sequence !== true) return only;
  }
  return flattened(results);
}

function named(item: unknown, { name, inherited, keep }: Step): unknown {
  if (typeof item !== 'object' || item === null) return undefined;
  if (Array.isArray(item)) return settle(lookup(item, name as string), keep);
  const value = inherited ? member(item, name as string) : (item as Record<string, unknown>)[name as string];
  return Array.isArray(value) ? settle(value, keep) : value;
}

/** One level flatter, as a sequence; lists made by `[…]` stay whole. */
function flattened(results: readonly unknown[]): Marked {
  const flat: Marked = [];
  for (let i = 0; i < results.length; i++) {
    const value = results[i];
    if (!Array.isArray(value) || (value as Marked).cons) flat.push(value);
    else {
      charge(value.length);
      for (let j = 0; j < value.length; j++) flat.push(value[j]);
    }
  }
  flat.sequence = true;
  return flat;
}
