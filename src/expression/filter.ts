// Predicates: `[n]` picks by position, anything else is asked for every item (once for nothing, as the language has it).
import { charge } from './budget.ts';
import type { Code, Compiler } from './code.ts';
import type { Ast, Stage } from './parse.ts';
import { boundIn, type Frame, frameFor, type Scope, scopeOf } from './scope.ts';
import { asSequence, isNumber, type Marked, truthy } from './values.ts';

/** Filters a value; the result is not settled. */
export type Filter = (value: unknown, frame: Frame) => unknown;

/** A tuple: `@` is the context, other members are variables. */
export type Tuple = Record<string, unknown>;

/** Compiles what runs once for a tuple: its variables are in a frame of its own. */
export function compileTupled(ast: Ast, scope: Scope, compiler: Compiler): (tuple: Tuple, frame: Frame) => unknown {
  return compileEither(ast, scope, compiler).onTuple;
}

/** Compiles what runs for a tuple or for a plain item. Compiled once: twice at every level would double with each. */
export function compileEither(
  ast: Ast,
  scope: Scope,
  compiler: Compiler,
): { readonly onTuple: (tuple: Tuple, frame: Frame) => unknown; readonly onItem: Code } {
  const inner = scopeOf(scope, boundIn([ast]), compiler.tupleNames);
  const code = compiler.node(ast, inner);
  return {
    onTuple: (tuple, frame) => {
      const own = frameFor(inner, frame);
      own[1] = tuple;
      return code(tuple['@'], own);
    },
    onItem: (item, frame) => code(item, frameFor(inner, frame)),
  };
}

/** Compiles one predicate; `tupled` where its items may be tuples. */
export function compileFilter({ expr }: Stage, scope: Scope, compiler: Compiler, tupled = false): Filter {
  if (expr.type === 'number') return byPosition(Math.floor(expr.value as number));
  if (!tupled) {
    const code = compiler.node(expr, scope);
    return (value, frame) => select(value, frame, code);
  }
  const { onTuple, onItem } = compileEither(expr, scope, compiler);
  return (value, frame) =>
    Array.isArray(value) && (value as Marked).tuples
      ? marked(select(value, frame, onTuple as Code))
      : select(value, frame, onItem);
}

function marked(list: Marked): Marked {
  list.tuples = true;
  return list;
}

function byPosition(index: number): Filter {
  return (value) => {
    const result: Marked = [];
    result.sequence = true;
    if (Array.isArray(value)) {
      const item = value[index < 0 ? value.length + index : index];
      if ((value as Marked).tuples) result.tuples = true;
      if (Array.isArray(item)) return item;
      if (item !== undefined) result.push(item);
    } else if (value !== undefined && (index === 0 || index === -1)) result.push(value);
    return result;
  };
}

function select(value: unknown, frame: Frame, code: Code): Marked {
  const result: unknown[] = [];
  if (Array.isArray(value)) {
    charge(value.length);
    for (let i = 0; i < value.length; i++) choose(value[i], i, value.length, code(value[i], frame), result);
  } else choose(value, 0, 1, code(value, frame), result);
  return asSequence(result);
}

/** Adds the item if the answer is true, or as often as its position is among the numbers that are the answer. */
function choose(item: unknown, at: number, length: number, answer: unknown, result: unknown[]): void {
  if (answer === true) result.push(item);
  else if (typeof answer === 'number' && isNumber(answer)) {
    if (placeOf(answer, length) === at) result.push(item);
  } else if (Array.isArray(answer)) {
    charge(answer.length);
    if (!answer.every(isNumber)) {
      if (truthy(answer)) result.push(item);
    } else for (const one of answer) if (placeOf(one as number, length) === at) result.push(item);
  } else if (truthy(answer)) result.push(item);
}

const placeOf = (index: number, length: number) => {
  const floor = Math.floor(index);
  return floor < 0 ? length + floor : floor;
};
