// Values as YAML text to be put into a text, indented as what stands around them. Where it goes is said by edit-block.ts and
// edit-flow.ts; how scalars are written, by edit-scalar.ts.

import { SCALAR_STYLE } from 'js-yaml';
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../kube/object.ts';
import { blockText, type FormerStyle, keyText, type Scalar, scalarText } from './edit-scalar.ts';

/** How a text is laid out. */
export interface Layout {
  /** The text is JSON. */
  readonly json: boolean;
  /** What ends a line. */
  readonly newline: string;
  /** Blanks by which a map is indented below its key. */
  readonly indent: number;
  /** Blanks by which the dashes of a list are indented below its key. */
  readonly dashIndent: number;
  /** Texts of several lines may stand as blocks: nothing follows that would become part of one. */
  readonly blocks: boolean;
  /** JSON on one line has blanks behind its colons and commas. */
  readonly isSpaced: boolean;
}

/** A value: what stands behind its key or dash on the same line, and the lines below, indented. */
export interface Printed {
  readonly head: string;
  readonly lines: readonly string[];
}

/** A value below a key (or, for `isItem`, a dash) that stands at a column. */
export function printBelow(
  value: Json,
  column: number,
  isItem: boolean,
  layout: Layout,
  former: FormerStyle = undefined,
): Printed {
  if (isEmpty(value)) return { head: isJsonList(value) ? '[]' : '{}', lines: [] };
  if (!isJsonObject(value) && !isJsonList(value)) return printScalar(value, column, layout, former);
  const below = column + (isItem ? 2 : isJsonList(value) ? layout.dashIndent : layout.indent);
  const lines = linesAt(value, below, layout);
  return isItem ? { head: lines[0]!.trimStart(), lines: lines.slice(1) } : { head: '', lines };
}

/** The members of a map, or items of a list, that is not empty, each line indented. */
export function linesAt(value: JsonObject | readonly Json[], column: number, layout: Layout): readonly string[] {
  return isJsonList(value)
    ? value.flatMap((item) => itemLines(item, column, layout))
    : Object.entries(value).flatMap(([name, one]) => memberLines(name, one, column, layout));
}

/** A member whose key stands at a column. */
export function memberLines(name: string, value: Json, column: number, layout: Layout): readonly string[] {
  return marked(`${keyText(name, false)}:`, printBelow(value, column, false, layout), column);
}

/** An item whose dash stands at a column. */
export function itemLines(value: Json, column: number, layout: Layout): readonly string[] {
  return marked('-', printBelow(value, column, true, layout), column);
}

function marked(mark: string, { head, lines }: Printed, column: number): readonly string[] {
  return [`${' '.repeat(column)}${mark}${head === '' ? '' : ` ${head}`}`, ...lines];
}

function printScalar(value: Scalar, column: number, layout: Layout, former: FormerStyle): Printed {
  const wasBlock = former === SCALAR_STYLE.LITERAL_BLOCK || former === SCALAR_STYLE.FOLDED_BLOCK;
  const inBlock =
    typeof value === 'string' && (wasBlock || (value.includes('\n') && former !== SCALAR_STYLE.DOUBLE_QUOTED));
  const block = inBlock && layout.blocks ? blockText(value) : undefined;
  if (block === undefined) return { head: scalarText(value, former, false), lines: [] };
  const blanks = ' '.repeat(column + layout.indent);
  return { head: block.header, lines: block.lines.map((line) => (line === '' ? '' : blanks + line)) };
}

/** A value within brackets; for JSON over several lines, `column` is where the line of its key begins. */
export function printFlow(
  value: Json,
  column: number | undefined,
  layout: Layout,
  former: FormerStyle = undefined,
): string {
  if (layout.json) return printJson(value, column, layout);
  if (isJsonList(value)) return `[${value.map((one) => printFlow(one, undefined, layout)).join(', ')}]`;
  if (!isJsonObject(value)) return scalarText(value, former, true);
  return `{${Object.entries(value)
    .map(([name, one]) => `${keyText(name, true)}: ${printFlow(one, undefined, layout)}`)
    .join(', ')}}`;
}

/** A member within brackets. */
export function flowMember(name: string, value: Json, column: number | undefined, layout: Layout): string {
  const key = layout.json ? JSON.stringify(name) : keyText(name, true);
  return `${key}:${layout.json && !layout.isSpaced ? '' : ' '}${printFlow(value, column, layout)}`;
}

function printJson(value: Json, column: number | undefined, { indent, newline, isSpaced }: Layout): string {
  if (column !== undefined) {
    const lines = JSON.stringify(value, null, indent).split('\n');
    return lines.join(newline + ' '.repeat(column));
  }
  if (!isSpaced) return JSON.stringify(value);
  // Strings hold no line ends, so that each is a break of the layout.
  return JSON.stringify(value, null, 1)
    .replace(/([[{])\n\s*/g, '$1')
    .replace(/\n\s*([\]}])/g, '$1')
    .replace(/,\n\s*/g, ', ');
}

function isEmpty(value: Json): boolean {
  return isJsonList(value) ? value.length === 0 : isJsonObject(value) && Object.keys(value).length === 0;
}
