// Functions that an expression makes: `function($x) {…}`, partial application, chains.
import { charge, run } from './budget.ts';
import { invoke } from './call.ts';
import type { Code, Compiler } from './code.ts';
import { ExpressionError } from './messages.ts';
import type { Ast } from './parse.ts';
import { boundIn, frameFor, type Scope, scopeOf } from './scope.ts';
import { signatureOf } from './signature.ts';
import { type Callable, callable } from './values.ts';

/** Compiles a function definition. */
export function compileLambda(ast: Ast, scope: Scope, compiler: Compiler): Code {
  const parameters = (ast.arguments ?? []).map(({ value }) => value as string);
  const body = ast.body as Ast;
  const inner = scopeOf(scope, [...parameters, ...boundIn([body])]);
  const slots = parameters.map((name) => inner.slots.get(name) as number);
  const code = compiler.node(body, inner);
  const signature = ast.signature && signatureOf(ast.signature.definition);
  const simple = inner.slots.size === parameters.length && !signature;
  return (input, frame) => {
    return callable(slots.length, (given, context) => {
      if (++run.depth > run.depthLimit) throw new ExpressionError('D1011', run.position, { limit: run.depthLimit });
      charge(1);
      const args = signature ? signature(given, context, undefined) : given;
      const own = simple ? [frame] : frameFor(inner, frame);
      for (let i = 0; i < slots.length; i++) own[slots[i] as number] = args[i];
      const result = code(input, own);
      run.depth--;
      return result;
    });
  };
}

/** Marks an argument that partial application leaves open. */
export const OPEN: unique symbol = Symbol('open');

/** A function with some arguments given; `count` parameters in all. */
export function partial(target: Callable, given: readonly unknown[], count: number): Callable {
  const open = Math.min(count, given.length);
  const arity = given.slice(0, open).filter((arg) => arg === OPEN).length;
  return callable(arity, (args) => {
    let next = 0;
    const all: unknown[] = [];
    for (let i = 0; i < open; i++) all.push(given[i] === OPEN ? args[next++] : given[i]);
    return target(all, null);
  });
}

/** The function that applies one after the other. */
export function chain(first: Callable, second: Callable): Callable {
  return callable(1, (args) => invoke(second, [invoke(first, [args[0]], null)], null));
}
