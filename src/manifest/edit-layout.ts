// How a text is laid out around a place: its indentation, line ends and blanks, taken from the nearest values that show them.
import type { Layout } from './edit-print.ts';
import { beginsLine, lineStart } from './edit-scan.ts';
import type { SyntaxNode } from './edit-tree.ts';

/** The layout around the last of the nodes, which lead there from the root. */
export function layoutAround(source: string, path: readonly SyntaxNode[], json: boolean): Layout {
  const nearest = <T>(show: (node: SyntaxNode) => T | undefined): T | undefined => {
    for (const node of path.toReversed()) {
      const found = first(node, show);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  const indent = nearest((node) => (json ? bracketIndent(source, node) : blockIndent(source, node, 'map')));
  const dashIndent = nearest((node) => blockIndent(source, node, 'list'));
  const lineEnd = /\r\n|\n|\r/.exec(source)?.[0] ?? '\n';
  const isSpaced = nearest((node) => blankBehindColon(source, node));
  return {
    json,
    newline: lineEnd,
    indent: indent ?? 2,
    dashIndent: dashIndent ?? 2,
    blocks: true,
    isSpaced: isSpaced ?? true,
  };
}

/** The column of an offset. */
export function columnOf(source: string, at: number): number {
  const start = lineStart(source, at);
  return at - start - (source[start] === '\ufeff' ? 1 : 0);
}

/** The first answer below a node, itself included, in the order of the text; without recursion, for texts may be deep. */
function first<T>(root: SyntaxNode, show: (node: SyntaxNode) => T | undefined): T | undefined {
  const open = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    const found = show(node);
    if (found !== undefined) return found;
    for (const { value } of node.entries.toReversed()) if (value.entries.length > 0) open.push(value);
  }
  return undefined;
}

/** How far a list or map without brackets below a member of this map is indented. */
function blockIndent(source: string, node: SyntaxNode, kind: SyntaxNode['kind']): number | undefined {
  if (node.kind !== 'map' || node.inBrackets) return undefined;
  for (const { start, value } of node.entries) {
    if (value.kind !== kind || value.inBrackets || !beginsLine(source, value.start)) continue;
    const indent = columnOf(source, value.start) - columnOf(source, start);
    if (indent >= (kind === 'list' ? 0 : 1)) return indent;
  }
  return undefined;
}

/** How far an entry that begins its line is indented below the line of its bracket. */
function bracketIndent(source: string, node: SyntaxNode): number | undefined {
  const [entry] = node.entries;
  if (entry === undefined || !beginsLine(source, entry.start)) return undefined;
  const indent = columnOf(source, entry.start) - lineIndent(source, node.start);
  return indent > 0 ? indent : undefined;
}

/** Blanks at the begin of the line of an offset. */
export function lineIndent(source: string, at: number): number {
  const start = lineStart(source, at);
  return /^\ufeff?( *)/.exec(source.slice(start, at))![1]!.length;
}

function blankBehindColon(source: string, { kind, entries }: SyntaxNode): boolean | undefined {
  if (kind === 'list') return entries[1] && /\s/.test(source[entries[1].start - 1] ?? '');
  const markEnd = entries[0]?.markEnd;
  return markEnd === undefined ? undefined : /\s/.test(source[markEnd] ?? '');
}
