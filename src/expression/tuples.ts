// Paths whose steps bind variables: `@$x` (the item), `#$i` (its position) and `%` (its parent). Each item travels as a tuple.
import { charge } from './budget.ts';
import type { Code, Compiler } from './code.ts';
import { compileFilter, compileTupled, type Filter, type Tuple } from './filter.ts';
import { compileGrouping } from './group.ts';
import { compileSort, type SortCode } from './order.ts';
import type { Ast, Stage } from './parse.ts';
import { kept } from './paths.ts';
import type { Frame, Scope } from './scope.ts';
import { asSequence, emptyObject, type Marked, settle } from './values.ts';

interface TupleStep {
  readonly ast: Ast;
  readonly onTuple: ((tuple: Tuple, frame: Frame) => unknown) | undefined;
  readonly sort: SortCode | undefined;
  readonly stages: readonly (Filter | string)[];
}

/** Compiles a path in which at least one step binds. */
export function compileTuplePath(ast: Ast, scope: Scope, compiler: Compiler): Code {
  const nodes = ast.steps as readonly Ast[];
  const first = nodes.findIndex(({ tuple }) => tuple === true);
  // steps before the first that binds are a path of their own, whose result is not settled
  const before =
    first > 0
      ? compiler.node({ type: 'path', steps: nodes.slice(0, first), keepSingletonArray: true }, scope)
      : undefined;
  const absolute = nodes[0]!.type === 'variable';
  const steps = nodes.slice(first).map((node) => compileStep(node, scope, compiler));
  const grouping = ast.group && compileGrouping(ast.group.lhs, ast.group.position, scope, compiler, true);
  return (input, frame) => {
    const start = before ? listed(before(input, frame)) : Array.isArray(input) && !absolute ? input : [input];
    let tuples: Marked | undefined;
    for (const step of before && start.length === 0 ? [] : steps) {
      tuples = run(step, tuples, start, frame);
      if (tuples.length === 0) break;
    }
    let result: unknown = tuples;
    if (!ast.tuple) result = asSequence((tuples ?? []).map((tuple) => (tuple as Tuple)['@']));
    if (ast.keepSingletonArray) result = kept(result);
    if (grouping) result = grouping(tuples, frame);
    return settle(result, ast.keepArray === true);
  };
}

const listed = (value: unknown): readonly unknown[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value];

function compileStep(node: Ast, scope: Scope, compiler: Compiler): TupleStep {
  const isSort = node.type === 'sort';
  const stages = (node.stages ?? []).map((stage: Stage) =>
    stage.type === 'index' ? (stage.value as string) : compileFilter(stage, scope, compiler, true),
  );
  const sort = isSort ? compileSort(node, scope, compiler, true) : undefined;
  // stages of a step are not predicates of its node: they see tuples
  const bare = { ...node, stages: undefined } as unknown as Ast;
  return {
    ast: node,
    onTuple: isSort ? undefined : compileTupled(bare, scope, compiler),
    sort,
    stages,
  };
}

function run(step: TupleStep, tuples: Marked | undefined, start: readonly unknown[], frame: Frame): Marked {
  let result: Marked = [];
  result.tuples = true;
  if (step.sort) {
    if (tuples) result = asTuples(step.sort(tuples, frame));
    else {
      const { index } = step.ast;
      for (const [at, item] of step.sort(start, frame).entries())
        result.push(tupleOf(undefined, { '@': item }, index, at));
    }
  } else {
    const source = tuples ?? start.map((item) => tupleOf(undefined, { '@': item }));
    charge(source.length);
    for (const tuple of source as Tuple[])
      extend(result, tuple, step, (step.onTuple as NonNullable<TupleStep['onTuple']>)(tuple, frame));
  }
  return staged(step, result, frame);
}

function tupleOf(base: Tuple | undefined, members: Tuple, index?: string, at?: number): Tuple {
  const tuple = Object.assign(emptyObject(), base, members);
  if (index !== undefined) tuple[index] = at;
  return tuple;
}

/** Adds a tuple for every item that the step yielded for one tuple. */
function extend(result: Marked, tuple: Tuple, { ast }: TupleStep, value: unknown): void {
  if (value === undefined) return;
  const items = Array.isArray(value) ? value : [value];
  const merged = Array.isArray(value) && (value as Marked).tuples === true;
  charge(items.length);
  for (let at = 0; at < items.length; at++) {
    if (merged) {
      result.push(tupleOf(tuple, items[at] as Tuple));
      continue;
    }
    const members: Tuple = emptyObject();
    members[ast.focus ?? '@'] = items[at];
    if (ast.index !== undefined) members[ast.index] = at;
    if (ast.ancestor) members[ast.ancestor.label] = tuple['@'];
    result.push(tupleOf(tuple, members));
  }
}

function staged({ stages }: TupleStep, tuples: Marked, frame: Frame): Marked {
  let result = tuples;
  for (const stage of stages) {
    if (typeof stage === 'string') {
      for (const [at, tuple] of (result as Tuple[]).entries()) tuple[stage] = at;
    } else result = asTuples(stage(result, frame));
  }
  return result;
}

function asTuples(value: unknown): Marked {
  const list = value as Marked;
  list.tuples = true;
  return list;
}
