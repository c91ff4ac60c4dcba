// Text to tree, by the parser of @marcbachmann/cel-js. What that parser cannot read is optional-mark.ts.
import { type ASTNode, Environment } from '@marcbachmann/cel-js';
import { shown } from './fault.ts';
import { isInt64 } from './moment.ts';
import { markOptional, Unreadable, withoutSign } from './optional-mark.ts';
import type { Call, Macro, Node } from './tree.ts';

/** Trees nest at most this deep (cel-go: 250); chains of `&&` and `||` do not nest. */
const DEPTH = 400;
/** Longer texts are no rule (cel-go: 100,000 code points). */
const LONGEST = 100_000;

const MAX_UINT64 = 2n ** 64n - 1n;

let environment: Environment | undefined;

/** Reads an expression; raises `Unreadable`. */
export function parse(text: string): Node {
  if (text.length > LONGEST) throw new Unreadable(`the expression is longer than ${LONGEST} characters`, 0);
  const { plain, marks } = markOptional(text);
  environment ??= new Environment({
    unlistedVariablesAreDyn: true,
    enableOptionalTypes: true,
    limits: { maxDepth: 250, maxListElements: 10_000, maxMapEntries: 10_000 },
  });
  let tree: ASTNode;
  try {
    tree = environment.parse(plain).ast;
  } catch (error) {
    const { summary, range } = error as { summary?: string; range?: { start: number } };
    // without a summary it is the stack of the parser that ran out: nothing but signs nests without a limit
    throw new Unreadable(
      summary ? summary.replace(/^[A-Z](?=[a-z])/, (one) => one.toLowerCase()) : 'it nests too deep',
      range?.start ?? 0,
    );
  }
  return new Translation(text, marks).node(tree, 0);
}

/** Macros by method name and number of arguments. */
const MACROS: Readonly<Record<string, readonly [Macro, variables: number, filter: boolean]>> = {
  'all/2': ['all', 1, false],
  'all/3': ['all', 2, false],
  'exists/2': ['exists', 1, false],
  'exists/3': ['exists', 2, false],
  'exists_one/2': ['existsOne', 1, false],
  'exists_one/3': ['existsOne', 2, false],
  'existsOne/3': ['existsOne', 2, false],
  'map/2': ['map', 1, false],
  'map/3': ['map', 1, true],
  'filter/2': ['filter', 1, false],
  'transformList/3': ['transformList', 2, false],
  'transformList/4': ['transformList', 2, true],
  'transformMap/3': ['transformMap', 2, false],
  'transformMap/4': ['transformMap', 2, true],
  'transformMapEntry/3': ['transformMapEntry', 2, false],
  'transformMapEntry/4': ['transformMapEntry', 2, true],
  'optMap/2': ['optMap', 1, false],
  'optFlatMap/2': ['optFlatMap', 1, false],
  'sortBy/2': ['sortBy', 1, false],
};

/** One tree of the parser to ours. It lives as long as one text. */
class Translation {
  readonly #text: string;
  readonly #marks: ReadonlySet<number>;

  constructor(text: string, marks: ReadonlySet<number>) {
    this.#text = text;
    this.#marks = marks;
  }

  node(tree: ASTNode, depth: number): Node {
    const at = tree.pos;
    if (depth > DEPTH) throw new Unreadable(`it nests deeper than ${DEPTH} levels`, at);
    const inner = (one: ASTNode): Node => this.node(one, depth + 1);
    const call = (name: string, args: readonly ASTNode[]): Call & { at: number } => ({
      op: 'call',
      at,
      name,
      target: undefined,
      args: args.map(inner),
    });
    switch (tree.op) {
      case 'value':
        return this.#literal(tree.args, tree.start, tree.end, at);
      case 'id':
        return { op: 'name', at, name: tree.args };
      case '.':
      case '.?':
        return {
          op: 'select',
          at,
          operand: inner(tree.args[0]),
          field: tree.args[1],
          optional: tree.op === '.?',
          test: false,
        };
      case '&&':
      case '||':
        return { op: tree.op === '&&' ? 'and' : 'or', at, terms: chain(tree, tree.op).map(inner) };
      case '!_':
      case '-_':
        return this.#unary(tree, depth, at);
      case 'list':
        return { op: 'list', at, items: tree.args.map((item) => this.#entry(item, depth + 1)) };
      case 'map':
        return {
          op: 'map',
          at,
          entries: tree.args.map(([key, value]) => {
            const { node, optional } = this.#entry(key, depth + 1);
            return { key: node, value: inner(value), optional };
          }),
        };
      case 'call':
        return this.#call(tree.args[0], tree.args[1].map(inner), at);
      case 'rcall':
        return this.#method(tree.args[0], inner(tree.args[1]), tree.args[2].map(inner), at);
      default:
        return call(tree.op, tree.args);
    }
  }

  /** An item of a list or a key of a map, without the sign that marked it optional. */
  #entry(tree: ASTNode, depth: number): { readonly node: Node; readonly optional: boolean } {
    const optional = this.#marks.has(tree.start);
    return { node: this.node(optional ? withoutSign(tree, tree.start) : tree, depth), optional };
  }

  #unary(tree: ASTNode & { op: '!_' | '-_' }, depth: number, at: number): Node {
    const operand = tree.args;
    if (operand.op === tree.op) return this.node(operand.args, depth + 1); // two signs cancel each other
    if (tree.op === '-_' && operand.op === 'value') {
      const { args } = operand;
      if (typeof args === 'number') return { op: 'literal', at, value: -args };
      if (typeof args === 'bigint') return this.#literal(-args, operand.start, operand.end, at);
    }
    const name = tree.op === '!_' ? '!' : '-x';
    return { op: 'call', at, name, target: undefined, args: [this.node(operand, depth + 1)] };
  }

  #literal(value: unknown, start: number, end: number, at: number): Node {
    if (typeof value === 'bigint' && !isInt64(value)) throw new Unreadable('the integer does not fit in 64 bits', at);
    if (value instanceof Uint8Array) return { op: 'literal', at, value: this.#bytes(value, start, end) };
    if (typeof value === 'object' && value !== null) {
      const unsigned = BigInt((value as { value: bigint }).value);
      if (unsigned > MAX_UINT64) throw new Unreadable('the integer does not fit in 64 bits', at);
      return { op: 'literal', at, value: { kind: 'uint', value: unsigned } };
    }
    return { op: 'literal', at, value: value as string };
  }

  /** Bytes of text beyond ASCII are UTF-8; the parser keeps the low byte of each character. */
  #bytes(value: Uint8Array, start: number, end: number): Uint8Array {
    const source = this.#text.slice(start, end);
    if (!/[^\0-\x7f]/.test(source)) return value;
    if (source.includes('\\'))
      throw new Unreadable('bytes with both escapes and characters beyond ASCII are not supported', start);
    const quotes = /^[bB](?:"""|''')/.test(source) ? 3 : 1;
    return new TextEncoder().encode(source.slice(1 + quotes, -quotes));
  }

  #call(name: string, args: readonly Node[], at: number): Node {
    if (name !== 'has' || args.length !== 1) return { op: 'call', at, name, target: undefined, args };
    const [operand] = args;
    if (operand?.op !== 'select' || operand.optional)
      throw new Unreadable('`has` takes a field: `has(self.field)`', at);
    return { ...operand, test: true };
  }

  #method(name: string, target: Node, args: readonly Node[], at: number): Node {
    const key = `${name}/${args.length}`;
    const macro = Object.hasOwn(MACROS, key) ? MACROS[key] : undefined;
    if (!macro) return { op: 'call', at, name, target, args };
    const [kind, count, filtered] = macro;
    const variables = args.slice(0, count).map((variable) => {
      if (variable.op === 'name') return variable.name;
      throw new Unreadable(`\`${shown(name)}\` takes the name of a variable first`, variable.at);
    });
    if (variables.length === 2 && variables[0] === variables[1])
      throw new Unreadable(`\`${shown(name)}\` takes two different variables`, at);
    const rest = args.slice(count);
    const body = rest[rest.length - 1] as Node;
    return { op: 'fold', at, macro: kind, range: target, variables, filter: filtered ? rest[0] : undefined, body };
  }
}

/** The terms of `a && b && c`, which the parser nests to the left. */
function chain(tree: ASTNode, op: '&&' | '||'): ASTNode[] {
  const terms: ASTNode[] = [];
  const open: ASTNode[] = [tree];
  while (open.length > 0) {
    const one = open.pop() as ASTNode;
    if (one.op === op) open.push(one.args[1], one.args[0]);
    else terms.push(one);
  }
  return terms;
}
