// The compiler: every node of the syntax tree to a closure. Paths, calls, groups and the rest are parts of their own.

import { charge, checkDataDepth, run } from './budget.ts';
import type { Builtin } from './builtin.ts';
import { compileApply, compileCall, compileMatch, compilePartial, compileTail } from './calls.ts';
import type { Code, Compiler } from './code.ts';
import { compileFilter } from './filter.ts';
import { compileGrouping } from './group.ts';
import { compileLambda } from './lambda.ts';
import { ExpressionError } from './messages.ts';
import { compileBinary, compileMinus } from './operators.ts';
import type { Ast, Group } from './parse.ts';
import { compilePath } from './paths.ts';
import { matcherOf, patternOf } from './regex.ts';
import { boundIn, type Frame, frameFor, placesOf, type Scope, scopeOf, UNBOUND } from './scope.ts';
import { compileTransform } from './transform.ts';
import { compileTuplePath } from './tuples.ts';
import { asSequence, isInherited, keysOf, type Marked, settle, truthy } from './values.ts';

/** A compiler for one expression; `onFree` sees every variable that no `:=` and no parameter binds. */
export function compilerFor(
  builtins: ReadonlyMap<string, Builtin>,
  tupleNames: ReadonlySet<string>,
  onFree: (ast: Ast) => void,
): Compiler {
  const compiler: Compiler = {
    node: (ast, scope) => compileNode(ast, scope, compiler, onFree),
    variable: (name, scope) => compileVariable(name, scope, builtins),
    builtin: (name, scope) => (placesOf(scope, name).length === 0 ? builtins.get(name) : undefined),
    tupleNames,
  };
  return compiler;
}

function compileNode(ast: Ast, scope: Scope, compiler: Compiler, onFree: (ast: Ast) => void): Code {
  if (ast.type === 'variable' && placesOf(scope, ast.value as string).length === 0) onFree(ast);
  if (ast.type === 'path')
    return ast.steps?.some(({ tuple }) => tuple)
      ? compileTuplePath(ast, scope, compiler)
      : compilePath(ast, scope, compiler);
  let code = compileBare(ast, scope, compiler);
  for (const stage of ast.predicate ?? []) {
    const source = code;
    const filter = compileFilter(stage, scope, compiler, ast.tuple === true);
    code = (input, frame) => filter(source(input, frame), frame);
  }
  if (ast.group) {
    const source = code;
    const grouping = compileGrouping(ast.group.lhs, ast.group.position, scope, compiler, ast.tuple === true);
    code = (input, frame) => grouping(source(input, frame), frame);
  }
  if (!ast.predicate && !ast.group && (isTail(ast) || (NEVER_LISTS.has(ast.type) && ast.value !== '..'))) return code;
  const keepArray = ast.keepArray === true;
  const source = code;
  return (input, frame) => {
    const value = source(input, frame);
    return typeof value === 'object' ? settle(value, keepArray) : value;
  };
}

/** Nodes whose own value is never a sequence (`..` apart). */
const NEVER_LISTS: ReadonlySet<string> = new Set([
  'binary',
  'string',
  'number',
  'value',
  'lambda',
  'regex',
  'partial',
  'transform',
]);

function compileBare(ast: Ast, scope: Scope, compiler: Compiler): Code {
  switch (ast.type) {
    case 'string':
    case 'number':
    case 'value': {
      const { value } = ast;
      return () => value;
    }
    case 'name': {
      // a step on its own: what surrounds it (predicates, bindings, groupings) is the caller's
      const step: Ast = { type: 'name', value: ast.value, position: ast.position ?? 0 };
      return compiler.node({ type: 'path', steps: [step] }, scope);
    }
    case 'variable':
      return compiler.variable(ast.value as string, scope);
    case 'parent':
      return compiler.variable(ast.slot?.label ?? '', scope);
    case 'binary':
      return compileBinary(ast, scope, compiler);
    case 'unary':
      return compileUnary(ast, scope, compiler);
    case 'condition':
      return compileCondition(ast, scope, compiler);
    case 'block':
      return compileBlock(ast, scope, compiler);
    case 'bind':
      return compileBind(ast, scope, compiler);
    case 'function':
      return compileMatch(ast, scope, compiler) ?? compileCall(ast, scope, compiler);
    case 'lambda':
      return ast.thunk ? compileThunk(ast.body as Ast, scope, compiler) : compileLambda(ast, scope, compiler);
    case 'partial':
      return compilePartial(ast, scope, compiler);
    case 'apply':
      return compileApply(ast, scope, compiler);
    case 'transform':
      return compileTransform(ast, scope, compiler);
    case 'regex': {
      const pattern = patternOf(ast.value as RegExp, ast.position ?? 0);
      return () => matcherOf(pattern);
    }
    case 'wildcard':
      return wildcard;
    case 'descendant':
      return descendants;
  }
  throw new ExpressionError('S0206', ast.position ?? 0, { token: ast.value ?? ast.type });
}

/** A call in tail position; one whose result is still to be filtered, grouped or kept is an ordinary call. */
function compileThunk(call: Ast, scope: Scope, compiler: Compiler): Code {
  return call.group || call.keepArray || call.predicate
    ? compiler.node(call, scope)
    : compileTail(call, scope, compiler);
}

/** A block that is filtered or grouped needs the value of its last call: undoes the parser's tail calls. */
function withoutTail(ast: Ast): Ast {
  if (ast.type === 'lambda' && ast.thunk) return ast.body as Ast;
  if (ast.type === 'condition') {
    const result: Record<string, unknown> = { ...ast };
    result['then'] = withoutTail(ast.then as Ast);
    if (ast.else) result['else'] = withoutTail(ast.else);
    return result as unknown as Ast;
  }
  if (ast.type === 'block' && ast.expressions?.length)
    return { ...ast, expressions: ast.expressions.with(-1, withoutTail(ast.expressions.at(-1) as Ast)) };
  return ast;
}

/** Whether a node may yield what a call in tail position yields: that is settled by the caller of the function. */
function isTail(ast: Ast): boolean {
  if (ast.predicate || ast.group || ast.keepArray) return false;
  if (ast.type === 'lambda') return ast.thunk === true;
  if (ast.type === 'condition') return isTail(ast.then as Ast) || (ast.else !== undefined && isTail(ast.else));
  return (
    ast.type === 'block' &&
    ast.expressions !== undefined &&
    ast.expressions.length > 0 &&
    isTail(ast.expressions.at(-1) as Ast)
  );
}

function compileBlock(given: Ast, scope: Scope, compiler: Compiler): Code {
  const ast = given.predicate || given.group || given.keepArray ? withoutTail(given) : given;
  const nodes = ast.expressions ?? [];
  const names = boundIn(nodes);
  const inner = names.length > 0 ? scopeOf(scope, names) : scope;
  const codes = nodes.map((node) => compiler.node(node, inner));
  const only = codes[0];
  if (only && codes.length === 1 && inner === scope) return only;
  return (input, frame) => {
    const own = inner === scope ? frame : frameFor(inner, frame);
    let result: unknown;
    for (let i = 0; i < codes.length; i++) result = (codes[i] as Code)(input, own);
    return result;
  };
}

function compileBind(ast: Ast, scope: Scope, compiler: Compiler): Code {
  const name = (ast.lhs as Ast).value as string;
  const value = compiler.node(ast.rhs as Ast, scope);
  const place = placesOf(scope, name).find(({ slot }) => slot > 0);
  if (!place) throw new ExpressionError('S0212', ast.position ?? 0);
  const { hops, slot } = place;
  return (input, frame) => {
    const bound = value(input, frame);
    up(frame, hops)[slot] = bound;
    return bound;
  };
}

function up(frame: Frame, hops: number): Frame {
  let at = frame;
  for (let i = 0; i < hops; i++) at = at[0] as Frame;
  return at;
}

function compileVariable(name: string, scope: Scope, builtins: ReadonlyMap<string, Builtin>): Code {
  if (name === '') return (input) => (Array.isArray(input) && (input as Marked).outer ? input[0] : input);
  const free = freeVariable(name, builtins);
  const places = placesOf(scope, name);
  const [nearest, further] = places;
  if (!nearest) return free;
  if (!further && nearest.slot > 0) {
    const { hops, slot } = nearest;
    return (input, frame) => {
      const value = up(frame, hops)[slot];
      return value === UNBOUND ? free(input, frame) : value;
    };
  }
  return (input, frame) => {
    for (const { hops, slot } of places) {
      const own = up(frame, hops);
      if (slot > 0) {
        if (own[slot] !== UNBOUND) return own[slot];
        continue;
      }
      const tuple = own[1] as Record<string, unknown> | undefined;
      if (tuple && name in tuple) return tuple[name];
    }
    return free(input, frame);
  };
}

function freeVariable(name: string, builtins: ReadonlyMap<string, Builtin>): Code {
  if (name === '$') return () => run.root;
  const builtin = builtins.get(name);
  if (builtin) return () => builtin;
  if (isInherited(name)) return () => (Object.hasOwn(run.bindings, name) ? run.bindings[name] : undefined);
  return () => run.bindings[name];
}

function compileCondition(ast: Ast, scope: Scope, compiler: Compiler): Code {
  const condition = compiler.node(ast.condition as Ast, scope);
  const yes = compiler.node(ast.then as Ast, scope);
  const no = ast.else && compiler.node(ast.else, scope);
  return (input, frame) => (truthy(condition(input, frame)) ? yes(input, frame) : no?.(input, frame));
}

function compileUnary(ast: Ast, scope: Scope, compiler: Compiler): Code {
  if (ast.value === '-') return compileMinus(ast, scope, compiler);
  if (ast.value === '{') {
    const pairs = ast.lhs as Group['lhs'];
    return compileGrouping(pairs, ast.position ?? 0, scope, compiler);
  }
  const items = (ast.expressions ?? []).map((node) => ({
    whole: node.value === '[',
    code: compiler.node(node, scope),
  }));
  const cons = ast.consarray === true;
  return (input, frame) => {
    const result: Marked = [];
    for (const { whole, code } of items) {
      const value = code(input, frame);
      if (value === undefined) continue;
      if (whole || !Array.isArray(value)) result.push(value);
      else {
        charge(value.length);
        for (let i = 0; i < value.length; i++) result.push(value[i]);
      }
    }
    charge(result.length);
    if (cons) result.cons = true;
    return result;
  };
}

const wildcard: Code = (given) => {
  const input = Array.isArray(given) && (given as Marked).outer ? given[0] : given;
  const result: Marked = [];
  result.sequence = true;
  for (const key of keysOf(input)) {
    const value = (input as Record<string, unknown>)[key];
    if (Array.isArray(value)) {
      flatten(value, result, 0);
      // joined with a list it is a list, no longer a query result
      result.sequence = false;
    } else if (value !== undefined) result.push(value);
  }
  return result;
};

function flatten(list: readonly unknown[], result: unknown[], depth: number): void {
  checkDataDepth(depth);
  charge(list.length);
  for (const item of list) {
    if (Array.isArray(item)) flatten(item, result, depth + 1);
    else result.push(item);
  }
}

const descendants: Code = (input) => {
  if (input === undefined) return undefined;
  const result: unknown[] = [];
  descend(input, result, 0);
  return result.length === 1 ? result[0] : asSequence(result);
};

function descend(value: unknown, result: unknown[], depth: number): void {
  checkDataDepth(depth);
  if (Array.isArray(value)) {
    charge(value.length);
    for (const item of value) descend(item, result, depth + 1);
    return;
  }
  result.push(value);
  for (const key of keysOf(value)) descend((value as Record<string, unknown>)[key], result, depth + 1);
}
