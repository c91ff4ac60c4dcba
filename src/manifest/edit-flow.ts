// Changes of lists and maps in brackets, JSON included: on one line, or with an entry a line where the text has them so. Which entry
// is meant is said by edit-target.ts.
import type { Json } from '../kube/object.ts';
import { columnOf, lineIndent } from './edit-layout.ts';
import { flowMember, type Layout, printFlow } from './edit-print.ts';
import { beginsLine, behindLineEnd, lineEnd, lineStart, type Splice, skipBlanks } from './edit-scan.ts';
import type { SyntaxEntry, SyntaxNode } from './edit-tree.ts';

/** Puts a member (by its name) or an item in, to stand at an index. */
export function insertInFlow(
  source: string,
  node: SyntaxNode,
  index: number,
  name: string | undefined,
  value: Json,
  layout: Layout,
): readonly Splice[] {
  const { entries } = node;
  const { newline } = layout;
  const print = (column: number | undefined) =>
    name === undefined ? printFlow(value, column, layout) : flowMember(name, value, column, layout);
  const [first] = entries;
  if (first === undefined) {
    const at = node.start + 1;
    // JSON over several lines opens its brackets, too.
    const outer = lineIndent(source, node.start);
    if (!layout.json || !/[\r\n]/.test(source.trim()))
      return [{ start: at, end: node.end - 1, text: print(undefined) }];
    const inner = outer + layout.indent;
    const text = `${newline}${' '.repeat(inner)}${print(inner)}${newline}${' '.repeat(outer)}`;
    return [{ start: at, end: node.end - 1, text }];
  }
  const comma = layout.json && !layout.isSpaced ? ',' : ', ';
  const column = columnOf(source, first.start);
  const blanks = newline + ' '.repeat(column);
  const previous = entries[index - 1];
  if (previous === undefined) {
    const { start } = first;
    const own = beginsLine(source, start);
    return [{ start, end: start, text: own ? `${print(column)},${blanks}` : print(undefined) + comma }];
  }
  const end = endOf(previous);
  const behind = entries[index]?.start ?? node.end - 1;
  if (!beginsLine(source, first.start) || !beginsLine(source, behind))
    return [{ start: end, end, text: comma + print(undefined) }];
  const at = commaAt(source, end);
  if (at === undefined) {
    const line = lineEnd(source, end);
    return [
      { start: end, end, text: ',' },
      { start: line, end: line, text: blanks + print(column) },
    ];
  }
  const line = lineEnd(source, at);
  return [{ start: line, end: line, text: `${blanks}${print(column)},` }];
}

/** Takes an entry out, with its comma. */
export function removeFromFlow(source: string, node: SyntaxNode, index: number): readonly Splice[] {
  const { entries } = node;
  const entry = entries[index]!;
  const { start } = entry;
  const end = endOf(entry);
  const comma = commaAt(source, end);
  const behind = comma === undefined ? end : comma + 1;
  if (entries.length === 1) {
    const around = source.slice(node.start + 1, start) + source.slice(behind, node.end - 1);
    return [
      around.includes('#') ? { start, end: behind, text: '' } : { start: node.start + 1, end: node.end - 1, text: '' },
    ];
  }
  const next = entries[index + 1];
  const previous = entries[index - 1];
  const isLineOwn = beginsLine(source, start) && beginsLine(source, next?.start ?? node.end - 1);
  const own: Splice = isLineOwn
    ? { start: lineStart(source, start), end: behindLineEnd(source, lineEnd(source, behind)), text: '' }
    : { start, end: behind, text: '' };
  if (next !== undefined) {
    if (isLineOwn || source.slice(end, next.start).includes('#')) return [own];
    return [{ start, end: next.start, text: '' }];
  }
  // The last one: the comma before it goes, unless another stands behind it.
  const before = endOf(previous!);
  if (!isLineOwn && !source.slice(before, start).includes('#')) {
    return [{ start: before, end, text: '' }];
  }
  const at = comma === undefined ? commaAt(source, before) : undefined;
  return at === undefined ? [own] : [{ start: at, end: at + 1, text: '' }, own];
}

/** Puts another value in the place of one within brackets. */
export function replaceInFlow(
  source: string,
  node: SyntaxNode,
  owner: SyntaxEntry | undefined,
  value: Json,
  layout: Layout,
): readonly Splice[] {
  const isBroken = layout.json && /[\r\n]/.test(source.trim());
  const text = printFlow(value, isBroken ? lineIndent(source, node.start) : undefined, layout, node.style);
  // A member without a value, as in `{a, b: }`.
  const isLeftOut = node.start === node.end && node.outerStart === node.start;
  const mark = !isLeftOut ? '' : owner?.name !== undefined && owner.markEnd === undefined ? ': ' : ' ';
  return [{ start: node.outerStart, end: node.end, text: mark + text }];
}

function endOf({ value, markEnd, start }: SyntaxEntry): number {
  return Math.max(value.end, markEnd ?? start);
}

/** The comma behind an entry. */
function commaAt(source: string, end: number): number | undefined {
  const at = skipBlanks(source, end);
  return source[at] === ',' ? at : undefined;
}
