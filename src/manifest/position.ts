// Where in a text a JSON pointer stands. Readers record one row of offsets for each value; lines are counted when asked.
import { escapeToken, isListIndex, parsePointer } from '../change/pointer.ts';

/** A place in a text: both from 1, columns in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** The text of a file and, once asked for, the offsets at which its lines begin. */
export interface TextLines {
  readonly text: string;
  starts: readonly number[] | undefined;
}

/** Key of a row: the name in a map, undefined for a list item or the root, null for the value of a merge key `<<`. */
type RowKey = string | null | undefined;

/** Offsets of one document: a row of four numbers for each value, in the order of the text, parents before children. */
export interface PositionIndex {
  readonly lines: TextLines;
  readonly rows: Int32Array;
  readonly keys: readonly RowKey[];
}

/** What `locate` needs of a document. */
export interface Locatable {
  readonly positions: PositionIndex;
  /** Row of the object: 0 or, unrolled from a List, that of its item. */
  readonly row: number;
}

const ROW = 4;
const KEY = 0;
const VALUE = 1;
/** Row after the last descendant. */
const NEXT = 2;
/** For an alias the row of its anchor, else -1. */
const TARGET = 3;

/** Collects rows while a document is read. */
export interface RowWriter {
  readonly numbers: number[];
  readonly keys: RowKey[];
}

/** An empty collector. */
export function rowWriter(): RowWriter {
  return { numbers: [], keys: [] };
}

/** Begins the row of a value and returns its number; `keyAt` is the offset of its key, or of the list item. */
export function openRow(writer: RowWriter, key: RowKey, keyAt: number, valueAt: number): number {
  const row = writer.keys.length;
  writer.keys.push(key);
  writer.numbers.push(keyAt, valueAt, row + 1, -1);
  return row;
}

/** Ends the row of a list or map: all rows since are below it. */
export function closeRow(writer: RowWriter, row: number): void {
  writer.numbers[row * ROW + NEXT] = writer.keys.length;
}

/** Makes the last row stand for the value of an anchor. */
export function aliasRow(writer: RowWriter, row: number, target: number): void {
  writer.numbers[row * ROW + TARGET] = target;
}

/** The offset of the first member with that name below a map that is being read; undefined where there is none. */
export function memberOffset(writer: RowWriter, parent: number, name: string): number | undefined {
  for (let row = parent + 1; row < writer.keys.length; row = writer.numbers[row * ROW + NEXT]!) {
    if (writer.keys[row] === name) return writer.numbers[row * ROW + KEY];
  }
  return undefined;
}

/** The finished index. */
export function positionIndex(lines: TextLines, writer: RowWriter): PositionIndex {
  return { lines, rows: Int32Array.from(writer.numbers), keys: writer.keys };
}

/**
 * The place of the key (or list item) that a pointer into the object names, or of its nearest ancestor in the text. What an
 * alias or merge key brings in stands where it is written, at the anchor.
 */
export function locate(document: Locatable, pointer: string): Position {
  return positionOf(document.positions.lines, at(document, pointer, KEY));
}

/** As `locate`, but the place of the value: behind the key, for a quoted text at its quote, for a block text at its first line. */
export function locateValue(document: Locatable, pointer: string): Position {
  return positionOf(document.positions.lines, at(document, pointer, VALUE));
}

function at({ positions, row: base }: Locatable, pointer: string, part: typeof KEY | typeof VALUE): number {
  let row = base;
  for (const token of parsePointer(pointer) ?? []) {
    const child = childRow(positions, target(positions, row), token);
    if (child === undefined) return positions.rows[row * ROW + KEY] ?? 0;
    row = child;
  }
  return positions.rows[row * ROW + part] ?? 0;
}

/** Rows of the items of a list that is a member of the object, in order; none where there is no such list. */
export function itemRows({ positions, row }: Locatable, name: string): readonly number[] {
  const { rows, keys } = positions;
  const member = childRow(positions, target(positions, row), name);
  if (member === undefined) return [];
  const list = target(positions, member);
  const found: number[] = [];
  for (let item = list + 1; item < rows[list * ROW + NEXT]!; item = rows[item * ROW + NEXT]!)
    if (keys[item] === undefined) found.push(item);
  return found;
}

/** The row behind all that lies below a row. */
export function rowAfter({ rows }: PositionIndex, row: number): number {
  return rows[row * ROW + NEXT] ?? row;
}

/** What is open on the way to a row. */
interface Ancestor {
  readonly after: number;
  readonly pointer: string;
  /** Below a merge key: the value, or in a list each item, stands for the map that has the key. */
  readonly merges: boolean;
  items: number;
}

/** Pointers from the value at `base` to rows below it, which are given in rising order; linear in the rows that are passed. */
export function pointersTo({ rows, keys }: PositionIndex, base: number, wanted: readonly number[]): readonly string[] {
  const pointers: string[] = [];
  const open: Ancestor[] = [];
  for (let row = base; pointers.length < wanted.length; ) {
    while (open.length > 0 && open.at(-1)!.after <= row) open.pop();
    const parent = open.at(-1);
    const key = keys[row];
    let pointer = parent?.pointer ?? '';
    if (parent && typeof key === 'string') pointer += `/${escapeToken(key)}`;
    else if (parent && key === undefined && !parent.merges) pointer += `/${parent.items++}`;
    while (wanted[pointers.length] === row) pointers.push(pointer);
    const after = rows[row * ROW + NEXT]!;
    const isOnTheWay = wanted[pointers.length]! < after;
    if (isOnTheWay) open.push({ after, pointer, merges: parent !== undefined && key === null, items: 0 });
    row = isOnTheWay ? row + 1 : after;
  }
  return pointers;
}

function target({ rows }: PositionIndex, row: number): number {
  let to = row;
  // An anchor never stands for another alias twice removed in a circle: readers refuse those.
  while (rows[to * ROW + TARGET]! >= 0) to = rows[to * ROW + TARGET]!;
  return to;
}

function childRow(positions: PositionIndex, parent: number, token: string): number | undefined {
  const { rows, keys } = positions;
  const end = rows[parent * ROW + NEXT]!;
  const wanted = isListIndex(token) ? Number(token) : -1;
  let found: number | undefined;
  let index = 0;
  for (let row = parent + 1; row < end; row = rows[row * ROW + NEXT]!) {
    const key = keys[row];
    if (key === undefined) {
      if (index++ === wanted) return row;
    } else if (key === token) found = row;
    else if (key === null) found = mergedRow(positions, target(positions, row), token) ?? found;
  }
  return found;
}

/** The row of a name that a merge key brings in; of a list of maps the first that has it counts. */
function mergedRow(positions: PositionIndex, source: number, token: string): number | undefined {
  const { rows, keys } = positions;
  const end = rows[source * ROW + NEXT]!;
  if (source + 1 >= end || keys[source + 1] !== undefined) return childRow(positions, source, token);
  for (let row = source + 1; row < end; row = rows[row * ROW + NEXT]!) {
    const found = childRow(positions, target(positions, row), token);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Line and column of an offset. Lines end at a line feed, a carriage return, or both, as YAML and editors count them. */
export function positionOf(lines: TextLines, offset: number): Position {
  lines.starts ??= lineStarts(lines.text);
  const { starts } = lines;
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle]! <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - starts[low]! + 1 };
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  if (text.includes('\r')) {
    for (const match of text.matchAll(/\r\n?|\n/g)) starts.push(match.index + match[0].length);
    return starts;
  }
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) starts.push(end + 1);
  return starts;
}
