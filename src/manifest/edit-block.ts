// Changes of lists and maps without brackets: entries put in and taken out as whole lines, values replaced. Comments stay but for
// those on the lines that go. Which entry is meant is said by edit-target.ts.
import { SCALAR_STYLE } from 'js-yaml';
import type { Json } from '../kube/object.ts';
import { isJsonList, isJsonObject } from '../kube/object.ts';
import { columnOf } from './edit-layout.ts';
import { itemLines, type Layout, linesAt, memberLines, printBelow } from './edit-print.ts';
import { beforeLineEnd, beginsLine, behindLineEnd, lineEnd, lineStart, type Splice } from './edit-scan.ts';
import type { SyntaxEntry, SyntaxNode } from './edit-tree.ts';

/** Puts a member (by its name) or an item in, to stand at an index. */
export function insertInBlock(
  source: string,
  node: SyntaxNode,
  index: number,
  name: string | undefined,
  value: Json,
  given: Layout,
): readonly Splice[] {
  const [first] = node.entries;
  const column = columnOf(source, first!.start);
  const previous = node.entries[index - 1];
  const layout = { ...given, blocks: previous === undefined || isQuietBehind(source, endOf(previous), column) };
  const lines = name === undefined ? itemLines(value, column, layout) : memberLines(name, value, column, layout);
  const { newline } = layout;
  const text = lines.join(newline);
  if (previous !== undefined) {
    const at = lineEnd(source, endOf(previous));
    return [{ start: at, end: at, text: newline + text }];
  }
  const { start } = first!;
  if (!beginsLine(source, start)) return [{ start, end: start, text: text.trimStart() + newline + ' '.repeat(column) }];
  const at = aboveComments(source, lineStart(source, start));
  return [{ start: at, end: at, text: text + newline }];
}

/** Takes an entry out; one that is alone leaves the empty list or map behind, which `owner` holds. */
export function removeFromBlock(
  source: string,
  node: SyntaxNode,
  index: number,
  owner: SyntaxEntry | undefined,
  layout: Layout,
): readonly Splice[] {
  if (node.entries.length === 1) return replaceInBlock(source, node, owner, node.kind === 'list' ? [] : {}, layout);
  const entry = node.entries[index]!;
  const { start } = entry;
  const end = lineEnd(source, endOf(entry));
  if (beginsLine(source, start)) return [wholeLines(source, start, end)];
  // On the line of a dash: the next entry moves up to it, unless comments stand between.
  const next = node.entries[index + 1]!;
  const hasComments = source.slice(end, next.start).includes('#');
  if (!hasComments) return [{ start, end: next.start, text: '' }];
  return [{ start: withoutBlanks(source, start), end, text: '' }];
}

/** Puts another value in the place of one; without `owner` it is the root. */
export function replaceInBlock(
  source: string,
  node: SyntaxNode,
  owner: SyntaxEntry | undefined,
  value: Json,
  given: Layout,
): readonly Splice[] {
  const column = owner === undefined ? 0 : columnOf(source, owner.start);
  const layout = { ...given, blocks: isQuietBehind(source, node.end, column) };
  const { newline } = layout;
  if (owner?.markEnd === undefined) return [{ start: node.outerStart, end: node.end, text: rootText(value, layout) }];
  const { markEnd } = owner;
  const isItem = owner.name === undefined;
  const { head, lines } = printBelow(value, column, isItem, layout, node.style);
  const tail = lines.map((line) => newline + line).join('');
  const behindMark = { start: markEnd, end: markEnd, text: head === '' ? '' : ` ${head}` };
  const markLine = lineEnd(source, markEnd);
  if ((node.kind === 'list' || node.kind === 'map') && !node.inBrackets) {
    const end = lineEnd(source, node.end);
    if (node.start <= markLine) return [{ start: node.outerStart, end, text: head + tail }];
    return [behindMark, { start: markLine, end, text: tail }];
  }
  if (node.start === node.end && node.outerStart === node.start)
    return [behindMark, { start: markLine, end: markLine, text: tail }];
  if (node.style === SCALAR_STYLE.LITERAL_BLOCK || node.style === SCALAR_STYLE.FOLDED_BLOCK) {
    const header = /^[|>][-+0-9]*/.exec(source.slice(node.start, node.end))![0];
    const headerEnd = node.start + header.length;
    const line = lineEnd(source, headerEnd);
    const first =
      head === ''
        ? { start: markEnd, end: headerEnd, text: '' }
        : { start: node.outerStart, end: headerEnd, text: head };
    return [first, { start: line, end: Math.max(node.end, line), text: tail }];
  }
  if (head !== '') {
    const line = lineEnd(source, node.end);
    return [
      { start: node.outerStart, end: node.end, text: head },
      { start: line, end: line, text: tail },
    ];
  }
  // A value on a line of its own gives way to the lines of the new one.
  if (node.outerStart > markLine) {
    const start = lineStart(source, node.outerStart);
    return [{ start, end: node.end, text: tail.slice(newline.length) }];
  }
  const line = lineEnd(source, node.end);
  return [
    { start: markEnd, end: node.end, text: '' },
    { start: line, end: line, text: tail },
  ];
}

function rootText(value: Json, layout: Layout): string {
  const isOpen = (isJsonList(value) && value.length > 0) || (isJsonObject(value) && Object.keys(value).length > 0);
  if (isOpen) return linesAt(value, 0, layout).join(layout.newline);
  return printBelow(value, 0, false, { ...layout, indent: 2 }).head;
}

function endOf({ value, markEnd, start }: SyntaxEntry): number {
  return Math.max(value.end, markEnd ?? start);
}

/** Whether no comment follows that stands deeper than a column: a block text would take it for its own. */
function isQuietBehind(source: string, from: number, column: number): boolean {
  for (let at = behindLineEnd(source, lineEnd(source, from)); at < source.length; ) {
    const end = lineEnd(source, at);
    const [blanks = '', rest = ''] = /^([ \t]*)(.?)/.exec(source.slice(at, end))!.slice(1);
    if (rest !== '') return rest !== '#' || blanks.length <= column;
    at = behindLineEnd(source, end);
  }
  return true;
}

/** Removes from the begin of the line of one offset to the end of another's; the last line takes the line end before it along. */
function wholeLines(source: string, from: number, end: number): Splice {
  const start = lineStart(source, from);
  const behind = behindLineEnd(source, end);
  if (behind > end || start === 0) return { start, end: behind, text: '' };
  return { start: beforeLineEnd(source, start), end, text: '' };
}

/** The begin of the first of the lines directly above that hold only a comment. */
function aboveComments(source: string, from: number): number {
  let at = from;
  while (at > 0) {
    const above = lineStart(source, beforeLineEnd(source, at));
    if (above === at || !/^[ \t]*#/.test(source.slice(above, at))) break;
    at = above;
  }
  return at;
}

function withoutBlanks(source: string, from: number): number {
  let at = from;
  while (source[at - 1] === ' ' || source[at - 1] === '\t') at--;
  return at;
}
