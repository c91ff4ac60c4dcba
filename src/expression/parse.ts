// Text to syntax tree, by jsonata's own parser; bounds what the parser may be fed. Names and functions are the compiler's to judge.
import jsonata from 'jsonata';
import { ExpressionError } from './messages.ts';

/** A node of the tree as jsonata's parser builds it. Which members a node has depends on its `type`. */
export interface Ast {
  readonly type: string;
  readonly value?: unknown;
  readonly position?: number;
  readonly steps?: readonly Ast[];
  readonly stages?: readonly Stage[];
  readonly predicate?: readonly Stage[];
  readonly group?: Group;
  readonly keepArray?: boolean;
  readonly keepSingletonArray?: boolean;
  readonly consarray?: boolean;
  readonly tuple?: boolean;
  readonly focus?: string;
  readonly index?: string;
  readonly ancestor?: { readonly label: string };
  readonly slot?: { readonly label: string };
  readonly thunk?: boolean;
  readonly signature?: { readonly definition: string };
  readonly lhs?: Ast | readonly (readonly [Ast, Ast])[];
  readonly rhs?: Ast;
  readonly expression?: Ast;
  readonly expressions?: readonly Ast[];
  readonly arguments?: readonly Ast[];
  readonly procedure?: Ast;
  readonly body?: Ast;
  readonly condition?: Ast;
  readonly then?: Ast;
  readonly else?: Ast;
  readonly pattern?: Ast;
  readonly update?: Ast;
  readonly delete?: Ast;
  readonly terms?: readonly { readonly descending: boolean; readonly expression: Ast }[];
}

/** A predicate of a step, or a position bound by `#` (then `value` is its name). */
export interface Stage {
  readonly type: 'filter' | 'index';
  readonly expr: Ast;
  readonly value?: string;
  readonly position?: number;
}

/** Pairs of key and value expressions. */
export interface Group {
  readonly lhs: readonly (readonly [Ast, Ast])[];
  readonly position: number;
}

/** Characters of an expression. */
export const MAXIMUM_LENGTH = 10_000;
/** Levels of the tree: the closures of one expression nest as deep. */
export const MAXIMUM_DEPTH = 200;
/** `?:` and `??` copy their left side in the parser: text length times two to the power of their number. */
const MAXIMUM_GROWTH = 1 << 22;

/** The tree of an expression; raises an ExpressionError for text that is none or is too large. */
export function parse(text: string): Ast {
  if (text.length > MAXIMUM_LENGTH)
    throw new ExpressionError('expression-too-long', 0, { value: text.length, limit: MAXIMUM_LENGTH });
  const copies = text.split(/(?<!\()\?:|\?\?/).length - 1;
  if (copies > 20 || text.length * 2 ** copies > MAXIMUM_GROWTH) throw new ExpressionError('expression-too-large', 0);
  let tree: Ast;
  try {
    tree = jsonata(text).ast() as unknown as Ast;
  } catch (error) {
    throw parseError(error, text);
  }
  checkDepth(tree);
  mendRegexes(tree);
  return tree;
}

function parseError(error: unknown, text: string): ExpressionError {
  if (error instanceof RangeError) return new ExpressionError('expression-too-deep', 0, { limit: MAXIMUM_DEPTH });
  const { code, position, token, value, message } = error as Record<string, unknown>;
  const at = typeof position === 'number' ? Math.min(Math.max(position, 0), text.length) : 0;
  if (typeof code === 'string') return new ExpressionError(code, at, { token, value });
  // the parser hands regular expressions to RegExp, whose refusals carry no position
  const slash = Math.max(text.indexOf('/'), 0);
  if (error instanceof SyntaxError)
    return new ExpressionError('regex-unsupported', slash, {
      message: String(message).replace(/^Invalid regular expression: /, ''),
    });
  return new ExpressionError('syntax', 0, { message: `the expression cannot be read: ${String(message)}` });
}

/** The nodes directly below a node. */
export function childrenOf(node: Ast): readonly Ast[] {
  const found: Ast[] = [];
  const add = (child: Ast | undefined) => {
    if (child !== undefined) found.push(child);
  };
  for (const list of [node.steps, node.expressions, node.arguments]) if (list) found.push(...list);
  if (node.procedure) found.unshift(node.procedure);
  for (const stage of [...(node.predicate ?? []), ...(node.stages ?? [])])
    if (stage.type === 'filter') found.push(stage.expr);
  if (Array.isArray(node.lhs)) for (const pair of node.lhs as readonly (readonly [Ast, Ast])[]) found.push(...pair);
  else add(node.lhs as Ast | undefined);
  add(node.rhs);
  for (const pair of node.group?.lhs ?? []) found.push(...pair);
  for (const term of node.terms ?? []) found.push(term.expression);
  for (const child of [node.expression, node.body, node.condition, node.then, node.else]) add(child);
  for (const child of [node.pattern, node.update, node.delete]) add(child);
  return found;
}

function checkDepth(tree: Ast): void {
  let level: readonly Ast[] = [tree];
  for (let depth = 1; level.length > 0; depth++) {
    if (depth > MAXIMUM_DEPTH)
      throw new ExpressionError('expression-too-deep', level[0]?.position ?? 0, { limit: MAXIMUM_DEPTH });
    level = level.flatMap(childrenOf);
  }
}

/** Calls the visitor on every node, parents first. */
export function visit(node: Ast, visitor: (node: Ast) => void): void {
  visitor(node);
  for (const child of childrenOf(node)) visit(child, visitor);
}

/** `?:` and `??` copy their left side through JSON, which makes a regular expression an empty object: put the original back by its position. */
function mendRegexes(tree: Ast): void {
  const broken: Ast[] = [];
  const whole = new Map<number, unknown>();
  visit(tree, (node) => {
    if (node.type !== 'regex') return;
    if (node.value instanceof RegExp) whole.set(node.position ?? -1, node.value);
    else broken.push(node);
  });
  for (const node of broken) (node as { value: unknown }).value = whole.get(node.position ?? -1);
}
