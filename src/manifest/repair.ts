// Layout that kubectl reads and js-yaml refuses: changed, place by place as js-yaml asks, into layout that means the same to both.
// Only blanks and comments change, and every offset leads back to the text as it was.
import { EVENT_ID, type Event, SCALAR_STYLE } from 'js-yaml';

/** A text and what was put into it. */
export interface Repair {
  source: string;
  /** Offsets in `source`, rising, at which `indent` blanks were put in. */
  readonly lines: number[];
  indent: number;
  /** Whether lines are mended that js-yaml has not asked for yet. */
  readonly ahead: boolean;
}

/** A text to which nothing was done yet. */
export function beginRepair(source: string, ahead = true): Repair {
  return { source, lines: [], indent: 0, ahead };
}

/** Mends the place at which js-yaml gave up; false where that would change the meaning, or is not one of the known differences. */
export function repairAt(repair: Repair, reason: string, at: number): boolean {
  const { source, lines } = repair;
  const line = Math.max(source.lastIndexOf('\n', at - 1), source.lastIndexOf('\r', at - 1)) + 1;
  const before = source.slice(line, at);
  if (source[at] === '#' && /["'\]}]$/.test(before)) {
    // A comment that touches the quote or bracket before it.
    const end = /[\r\n]|$/.exec(source.slice(at))!.index + at;
    repair.source = source.slice(0, at) + ' '.repeat(end - at) + source.slice(end);
    return true;
  }
  if (reason !== 'deficient indentation') return false;
  if (/^[ \t]*$/.test(before)) {
    // A line within brackets or quotes that is not indented deeper than the map around it: blanks at its begin mean nothing.
    if (lines.includes(line)) return false;
    const first = lines.length === 0;
    if (first) repair.indent = deepestIndent(source) + 2;
    indent(
      repair,
      first ? [...new Set([...(repair.ahead ? closingLines(source) : []), line])].sort((a, b) => a - b) : [line],
    );
    return true;
  }
  // A tab between a colon and the bracket that follows. Without quotes and comments before it, a colon before a blank ends a key.
  const mended = before.replace(/:[ \t]+/g, (found) => found.replaceAll('\t', ' '));
  if (mended === before || /["'#]/.test(before)) return false;
  repair.source = source.slice(0, line) + mended + source.slice(at);
  return true;
}

/** Puts blanks in at the begin of lines, which are given in rising order. */
function indent(repair: Repair, at: readonly number[]): void {
  const blanks = ' '.repeat(repair.indent);
  const parts: string[] = [];
  let from = 0;
  for (const line of at) {
    parts.push(repair.source.slice(from, line), blanks);
    from = line;
  }
  repair.source = parts.join('') + repair.source.slice(from);
  const shifted = repair.lines.map((line) => line + repair.indent * at.filter((one) => one < line).length);
  const added = at.map((line, index) => line + repair.indent * index);
  repair.lines.splice(0, repair.lines.length, ...[...shifted, ...added].sort((a, b) => a - b));
}

/**
 * Lines that begin with a closing bracket or a comma, so that one reading mends what people write most. Blanks before those mean
 * nothing wherever they may stand but in block texts, which are left alone: all lines deeper than the line that ends in `|` or `>`.
 */
function closingLines(source: string): readonly number[] {
  const found: number[] = [];
  let block = Number.POSITIVE_INFINITY;
  for (const match of source.matchAll(/^([ ]*)([^\r\n]*)/gm)) {
    const depth = match[1]!.length;
    const text = match[2]!;
    if (text === '' || depth > block) continue;
    block = /(?:^|[ \t])[|>][-+0-9]*[ \t]*(?:#.*)?$/.test(text) ? depth : Number.POSITIVE_INFINITY;
    if (/^[\]},]/.test(text)) found.push(match.index);
  }
  return found;
}

/** Whether a line that was mended ahead has become part of a text without quotes, which it may not have been before. */
export function joinsText({ lines }: Repair, events: readonly Event[]): boolean {
  let next = 0;
  for (const event of events) {
    if (event.type !== EVENT_ID.SCALAR || event.style !== SCALAR_STYLE.PLAIN || event.fast) continue;
    while (next < lines.length && lines[next]! <= event.valueStart) next++;
    if (next < lines.length && lines[next]! < event.valueEnd) return true;
  }
  return false;
}

/** The offset in the text as it was. */
export function originalOffset({ lines, indent }: Repair, offset: number): number {
  let before = 0;
  for (let high = lines.length; before < high; ) {
    const middle = (before + high) >> 1;
    if (lines[middle]! <= offset) before = middle + 1;
    else high = middle;
  }
  return before === 0 ? offset : Math.max(offset - indent, lines[before - 1]!) - (before - 1) * indent;
}

/** Blanks and dashes before the deepest map of a text, but no more than a thousand. */
function deepestIndent(source: string): number {
  let deepest = 0;
  for (const [prefix] of source.matchAll(/^[ -]*/gm)) deepest = Math.max(deepest, prefix.length);
  return Math.min(deepest, 1000);
}
