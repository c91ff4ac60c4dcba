// The face of the room: text to a compiled expression, and its evaluation within a budget. Knows values, not policies.

import { closest } from '../kube/suggestion.ts';
import { DEFAULT_LIMITS, type Limits, run } from './budget.ts';
import type { Builtin } from './builtin.ts';
import { LISTS } from './builtins-list.ts';
import { NUMBERS } from './builtins-number.ts';
import { TEXT } from './builtins-text.ts';
import { FUNCTIONS } from './functions.ts';
import { lint } from './lint.ts';
import { ExpressionError, messageOf } from './messages.ts';
import { compilerFor } from './nodes.ts';
import { type Ast, MAXIMUM_DEPTH, parse, visit } from './parse.ts';
import { plainOf } from './plain.ts';
import { boundIn, frameFor, scopeOf, tupleNamesOf } from './scope.ts';
import { asSequence, type Marked } from './values.ts';

/** What is wrong with an expression; `position` is a 0-based offset in its text, in UTF-16 units: just after the token, as jsonata counts. */
export interface ExpressionProblem {
  readonly code: string;
  readonly message: string;
  readonly position: number;
}

/** A variable that the expression reads, with the first name after it where that is fixed: `$namespace.labels.team`. */
export interface VariableRead {
  readonly variable: string;
  readonly field?: string;
}

/** A value (undefined for nothing), or why there is none. */
export type Evaluated =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly error: ExpressionProblem };

/** An expression ready to run, any number of times. */
export interface CompiledExpression {
  readonly text: string;
  /** Free variables; the context `$` and the root `$$` are not listed. */
  readonly reads: readonly VariableRead[];
  /** Traps of the language that the text walks into; it compiles all the same. */
  readonly warnings: readonly ExpressionProblem[];
  /** Evaluates on an input. A binding that is absent or undefined is unbound. Neither is ever changed. */
  evaluate(input: unknown, bindings?: Readonly<Record<string, unknown>>, limits?: Partial<Limits>): Evaluated;
}

/** What the expression may read, and how strictly it is held. */
export interface CompileOptions {
  /** Names that may be read, without `$`; any other free variable is refused. Left out, every name may be read. */
  readonly names?: readonly string[];
  /** Refuse `!=` on a path, which is false where the value is missing. */
  readonly condition?: boolean;
}

/** A compiled expression, or all that is wrong with the text. */
export type Compiled =
  | { readonly ok: true; readonly expression: CompiledExpression }
  | { readonly ok: false; readonly problems: readonly ExpressionProblem[] };

/** Every built-in function by name. */
export const BUILTINS: ReadonlyMap<string, Builtin> = new Map(
  [...TEXT, ...LISTS, ...NUMBERS, ...FUNCTIONS].map((one) => [one.label, one]),
);

/** Functions of JSONata that are refused, and why. */
const REFUSED: ReadonlyMap<string, string> = new Map([
  ['now', 'an expression has no clock, so that it yields the same everywhere'],
  ['millis', 'an expression has no clock, so that it yields the same everywhere'],
  ['random', 'an expression has no randomness, so that it yields the same everywhere'],
  ['shuffle', 'an expression has no randomness, so that it yields the same everywhere'],
  ['eval', 'write the expression itself'],
]);

const NO_BINDINGS: Readonly<Record<string, unknown>> = Object.freeze({});

/** Compiles an expression. */
export function compileExpression(text: string, options: CompileOptions = {}): Compiled {
  try {
    return build(text, options);
  } catch (error) {
    if (error instanceof RangeError) return { ok: false, problems: [problemOf(tooDeep(), 0)] };
    return { ok: false, problems: [problemOf(error, 0)] };
  }
}

const tooDeep = () => new ExpressionError('expression-too-deep', 0, { limit: MAXIMUM_DEPTH });

function build(text: string, { names, condition }: CompileOptions): Compiled {
  const tree = parse(text);
  const problems: ExpressionProblem[] = [];
  const reads = new Map<string, VariableRead>();
  const fields = fieldsOf(tree);
  const scope = scopeOf(undefined, boundIn([tree]));
  const onFree = (ast: Ast) => {
    const name = ast.value as string;
    if (name === '' || name === '$' || BUILTINS.has(name)) return;
    const reason = REFUSED.get(name);
    if (reason !== undefined && !names?.includes(name))
      problems.push(problemAt('function-refused', ast, { token: name, message: reason }));
    else if (names && !names.includes(name))
      problems.push(problemAt('unknown-name', ast, { token: name, message: suggestion(name, names) }));
    const field = fields.get(ast);
    reads.set(`${name}.${field ?? ''}`, field === undefined ? { variable: name } : { variable: name, field });
  };
  const code = compilerFor(BUILTINS, tupleNamesOf(tree), onFree).node(tree, scope);
  if (condition) problems.push(...unequalPaths(tree));
  if (problems.length > 0) return { ok: false, problems: unique(problems) };
  const rooted = scope.slots.size > 0;
  const shared = [undefined];
  const evaluate = (input: unknown, bindings = NO_BINDINGS, limits?: Partial<Limits>): Evaluated => {
    const { steps, limit, depth, depthLimit, root, bindings: outer, position } = run;
    run.limit = run.steps = limits?.steps ?? DEFAULT_LIMITS.steps;
    run.depthLimit = limits?.depth ?? DEFAULT_LIMITS.depth;
    run.depth = 0;
    run.root = input;
    run.bindings = bindings;
    run.position = 0;
    try {
      const value = code(Array.isArray(input) ? wrapped(input) : input, rooted ? frameFor(scope, undefined) : shared);
      return { ok: true, value: typeof value === 'object' || typeof value === 'function' ? plainOf(value) : value };
    } catch (error) {
      return { ok: false, error: problemOf(error, run.position) };
    } finally {
      run.steps = steps;
      run.limit = limit;
      run.depth = depth;
      run.depthLimit = depthLimit;
      run.root = root;
      run.bindings = outer;
      run.position = position;
    }
  };
  return { ok: true, expression: { text, reads: [...reads.values()], warnings: lint(tree), evaluate } };
}

function wrapped(input: readonly unknown[]): Marked {
  const list = asSequence([input]);
  list.outer = true;
  return list;
}

/** Names that stand right after a variable, by the node of the variable. */
function fieldsOf(tree: Ast): ReadonlyMap<Ast, string> {
  const fields = new Map<Ast, string>();
  visit(tree, ({ type, steps }) => {
    const [first, second] = steps ?? [];
    if (type === 'path' && first?.type === 'variable' && !first.predicate && second?.type === 'name')
      fields.set(first, second.value as string);
  });
  return fields;
}

function unequalPaths(tree: Ast): readonly ExpressionProblem[] {
  const problems: ExpressionProblem[] = [];
  visit(tree, (node) => {
    if (node.type !== 'binary' || node.value !== '!=') return;
    if (mayBeMissing(node.lhs as Ast) || mayBeMissing(node.rhs as Ast))
      problems.push(problemAt('unequal-path', node, {}));
  });
  return problems;
}

function mayBeMissing(node: Ast): boolean {
  if (node.type === 'block' && node.expressions?.length === 1) return mayBeMissing(node.expressions[0] as Ast);
  return ['path', 'wildcard', 'descendant', 'parent'].includes(node.type) || node.predicate !== undefined;
}

/** `; did you mean $x`, where a name is close. */
function suggestion(name: string, names: readonly string[]): string {
  const meant = closest(name, [...names, ...BUILTINS.keys()]);
  return meant === undefined
    ? `; there are ${names.map((one) => `\`$${one}\``).join(', ')}`
    : `; did you mean \`$${meant}\``;
}

function problemAt(code: string, { position }: Ast, facts: Parameters<typeof messageOf>[1]): ExpressionProblem {
  return { code, message: messageOf(code, facts), position: position ?? 0 };
}

function problemOf(error: unknown, position: number): ExpressionProblem {
  if (error instanceof ExpressionError) {
    const { code, facts } = error;
    return { code, message: messageOf(code, facts), position: error.position < 0 ? position : error.position };
  }
  // a deep tree of calls may use up the JavaScript stack before the depth limit is reached
  if (error instanceof RangeError)
    return { code: 'D1011', message: messageOf('D1011', { limit: run.depthLimit }), position };
  throw error;
}

function unique(problems: readonly ExpressionProblem[]): readonly ExpressionProblem[] {
  const seen = new Map(problems.map((one) => [`${one.code} ${one.position}`, one]));
  return [...seen.values()].sort((a, b) => a.position - b.position);
}
