// Optional entries of lists and maps (`[?a]`, `{?k: v}`), which the parser of @marcbachmann/cel-js cannot read: they are written as
// something of the same length that it can, and taken back in the tree.
import type { ASTNode } from '@marcbachmann/cel-js';

/** A text that does not parse. */
export class Unreadable {
  readonly message: string;
  readonly offset: number;
  constructor(message: string, offset: number) {
    this.message = message;
    this.offset = offset;
  }
}

const TOKEN =
  /[rRbB]{0,2}(?:"""[\s\S]*?"""|'''[\s\S]*?'''|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')|\/\/[^\n]*|\w+|\s+|[\s\S]/g;

/** Puts `!` where an entry is marked optional by `?`; marks are the offsets. */
export function markOptional(text: string): { readonly plain: string; readonly marks: ReadonlySet<number> } {
  const marks = new Set<number>();
  if (!/[[{,]\s*\?|,\s*\)/.test(text)) return { plain: text, marks };
  let before = '';
  let beforeThat = '';
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    if (/^\s|^\/\//.test(token)) continue;
    if (token === ')' && before === ',') throw new Unreadable('a list of arguments ends with a comma', index);
    // `a[?b]` is an index, which the parser reads by itself
    const indexes = /[\w)\]}"']$/.test(beforeThat) && beforeThat !== 'in';
    const opens = before === '{' || before === ',' || (before === '[' && !indexes);
    if (token === '?' && opens) marks.add(index);
    beforeThat = before;
    before = token;
  }
  const plain =
    marks.size === 0
      ? text
      : text
          .split('')
          .map((one, index) => (marks.has(index) ? '!' : one))
          .join('');
  return { plain, marks };
}

/** A copy of the tree in which the sign at `start` is gone: it stands at the end of a path of first operands. */
export function withoutSign(tree: ASTNode, start: number): ASTNode {
  if (tree.op === '!_' && tree.pos === start) return tree.args;
  const first = (args: readonly unknown[]): unknown[] => [withoutSign(args[0] as ASTNode, start), ...args.slice(1)];
  const copy = (args: unknown): ASTNode =>
    ({ op: tree.op, args, pos: tree.pos, start: tree.start, end: tree.end }) as unknown as ASTNode;
  switch (tree.op) {
    case 'value':
    case 'id':
    case 'call':
    case 'list':
    case 'map':
    case '!_':
    case '-_':
      return tree;
    case 'rcall':
      return copy([tree.args[0], withoutSign(tree.args[1], start), tree.args[2]]);
    default:
      return copy(first(tree.args as readonly unknown[]));
  }
}
