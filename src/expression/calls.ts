// Calls: of built-ins directly where the name can mean nothing else, of any other function value, in tail position, partial, and by `~>`.

import { run } from './budget.ts';
import { type Builtin, isOfType } from './builtin.ts';
import { detached, invoke, isCallable, TailCall } from './call.ts';
import type { Code, Compiler } from './code.ts';
import { chain, OPEN, partial } from './lambda.ts';
import { ExpressionError } from './messages.ts';
import type { Ast } from './parse.ts';
import { found, type Pattern, patternOf } from './regex.ts';
import type { Frame, Scope } from './scope.ts';
import { truthy } from './values.ts';

/** The name that a call spells, for messages. */
const nameOf = (procedure: Ast): string | undefined =>
  (procedure.type === 'path' ? procedure.steps?.[0]?.value : procedure.value) as string | undefined;

function builtinOf(ast: Ast, scope: Scope, compiler: Compiler): Builtin | undefined {
  const procedure = ast.procedure as Ast;
  if (procedure.type !== 'variable' || procedure.predicate || procedure.group) return undefined;
  return compiler.builtin(procedure.value as string, scope);
}

/** Compiles a call; `piped` is the left side of `~>`, which becomes the first argument. */
export function compileCall(ast: Ast, scope: Scope, compiler: Compiler, piped?: Code): Code {
  const nodes = ast.arguments ?? [];
  const args = nodes.map((node) => compiler.node(node, scope));
  if (piped) args.unshift(piped);
  const target = builtinOf(ast, scope, compiler);
  const position = ast.position ?? 0;
  if (target) return directCall(target, args, piped ? [undefined, ...nodes] : nodes, position);
  const procedure = compileProcedure(ast, scope, compiler, 'T1005');
  return (input, frame) => {
    // the function is looked up before its arguments, but the left side of ~> comes before both
    const first = piped?.(input, frame);
    const callee = procedure(input, frame);
    const values: unknown[] = [];
    for (let i = 0; i < args.length; i++) {
      const value = piped && i === 0 ? first : (args[i] as Code)(input, frame);
      values.push(typeof value === 'function' && !(piped && i === 0) ? detached(value) : value);
    }
    run.position = position;
    if (!isCallable(callee)) throw new ExpressionError('T1006', position, { token: nameOf(ast.procedure as Ast) });
    return invoke(callee, values, input);
  };
}

function compileProcedure(ast: Ast, scope: Scope, compiler: Compiler, hint: string): Code {
  const node = ast.procedure as Ast;
  const code = compiler.node(node, scope);
  const name = node.type === 'path' ? (node.steps?.[0]?.value as string) : undefined;
  if (typeof name !== 'string') return code;
  const meant = compiler.variable(name, scope);
  return (input, frame) => {
    const value = code(input, frame);
    // the author forgot the dollar sign
    if (value === undefined && truthyOrFunction(meant(input, frame)))
      throw new ExpressionError(hint, ast.position ?? 0, { token: name });
    return value;
  };
}

const truthyOrFunction = (value: unknown) => Boolean(value);

/** A call whose target is known: arguments of the expected types skip the signature. */
function directCall(
  target: Builtin,
  args: readonly Code[],
  nodes: readonly (Ast | undefined)[],
  position: number,
): Code {
  const special = SPECIAL[target.label]?.(args, nodes, position);
  if (special) return special;
  const { implementation, quick } = target;
  const first = args[0];
  const second = args[1];
  if (quick.length === 1 && args.length === 1 && first) {
    const letter = quick[0] as string;
    return (input, frame) => {
      const a = first(input, frame);
      run.position = position;
      return isOfType(letter, a) ? implementation(a, undefined, undefined, undefined) : invoke(target, [a], input);
    };
  }
  if (quick.length === 2 && args.length === 2 && first && second) {
    const [one, two] = quick as [string, string];
    return (input, frame) => {
      const a = first(input, frame);
      const b = second(input, frame);
      run.position = position;
      return isOfType(one, a) && isOfType(two, b)
        ? implementation(a, b, undefined, undefined)
        : invoke(target, [a, b], input);
    };
  }
  return (input, frame) => {
    const values: unknown[] = [];
    for (let i = 0; i < args.length; i++) values.push((args[i] as Code)(input, frame));
    run.position = position;
    return invoke(target, values, input);
  };
}

type Special = (args: readonly Code[], nodes: readonly (Ast | undefined)[], position: number) => Code | undefined;

/** The four that rules call most, without any argument list. */
const SPECIAL: Readonly<Record<string, Special>> = {
  exists: ([value, more]) => (value && !more ? (input, frame) => value(input, frame) !== undefined : undefined),
  not: ([value, more]) =>
    value && !more
      ? (input, frame) => {
          const found = value(input, frame);
          return found === undefined ? undefined : !truthy(found);
        }
      : undefined,
  count: ([value, more]) =>
    value && !more
      ? (input, frame) => {
          const found = value(input, frame);
          return found === undefined ? 0 : Array.isArray(found) ? found.length : 1;
        }
      : undefined,
};

/** `$contains(text, /pattern/)` with a literal pattern: no function value is made. */
export function compileMatch(ast: Ast, scope: Scope, compiler: Compiler): Code | undefined {
  const [text, token, more] = ast.arguments ?? [];
  const target = builtinOf(ast, scope, compiler);
  if (target?.label !== 'contains' || !text || token?.type !== 'regex' || token.predicate || more) return undefined;
  const pattern: Pattern = patternOf(token.value as RegExp, token.position ?? 0);
  const value = compiler.node(text, scope);
  const matcher = compiler.node(token, scope);
  const position = ast.position ?? 0;
  return (input, frame) => {
    const subject = value(input, frame);
    run.position = position;
    if (typeof subject === 'string') return found(pattern, subject);
    return invoke(target, [subject, matcher(input, frame)], input);
  };
}

/** Compiles the last call of a function: it is left to the caller, unless a built-in can answer at once. */
export function compileTail(ast: Ast, scope: Scope, compiler: Compiler): Code {
  const match = compileMatch(ast, scope, compiler);
  if (match) return match;
  const target = builtinOf(ast, scope, compiler);
  const args = (ast.arguments ?? []).map((node) => compiler.node(node, scope));
  const position = ast.position ?? 0;
  const values = (input: unknown, frame: Frame) => {
    const list: unknown[] = [];
    for (let i = 0; i < args.length; i++) list.push((args[i] as Code)(input, frame));
    return list;
  };
  if (target) {
    const special = SPECIAL[target.label]?.(args, ast.arguments ?? [], position);
    if (special) return special;
    const { quick, implementation } = target;
    return (input, frame) => {
      const list = values(input, frame);
      run.position = position;
      if (
        quick.length > 0 &&
        list.length === quick.length &&
        list.every((value, at) => isOfType(quick[at] as string, value))
      )
        return implementation(list[0], list[1], list[2], list[3]);
      // the context that may stand in for a missing argument is that of the outermost call
      return new TailCall(target, list, position);
    };
  }
  const procedure = compiler.node(ast.procedure as Ast, scope);
  return (input, frame) => {
    const callee = procedure(input, frame);
    return new TailCall(callee, values(input, frame), position);
  };
}

/** Compiles `f(?, x)`. */
export function compilePartial(ast: Ast, scope: Scope, compiler: Compiler): Code {
  const args = (ast.arguments ?? []).map((node) =>
    node.type === 'operator' && node.value === '?' ? OPEN : compiler.node(node, scope),
  );
  const procedure = compileProcedure(ast, scope, compiler, 'T1007');
  const position = ast.position ?? 0;
  return (input, frame) => {
    const given = args.map((arg) => (arg === OPEN ? OPEN : (arg as Code)(input, frame)));
    const target = procedure(input, frame);
    if (!isCallable(target)) throw new ExpressionError('T1008', position, { token: nameOf(ast.procedure as Ast) });
    return partial(target, given, (target as Builtin).parameters ?? target.arity);
  };
}

/** Compiles `~>`: calls what stands on its right with its left side, or chains two functions. */
export function compileApply(ast: Ast, scope: Scope, compiler: Compiler): Code {
  const left = compiler.node(ast.lhs as Ast, scope);
  const rightAst = ast.rhs as Ast;
  if (rightAst.type === 'function') return compileCall(rightAst, scope, compiler, left);
  const right = compiler.node(rightAst, scope);
  const position = ast.position ?? 0;
  return (input, frame) => {
    const value = left(input, frame);
    const target = right(input, frame);
    run.position = position;
    if (!isCallable(target)) throw new ExpressionError('T2006', position, { value: target });
    return isCallable(value) ? chain(value, target) : invoke(target, [value], null);
  };
}
