// The text of everyday YAML: its characters, lines and names, and the events that it becomes, each as js-yaml makes it.
import { CHOMPING_MODE, type COLLECTION_STYLE, EVENT_ID, type Event, type SCALAR_STYLE } from 'js-yaml';

/** Deeper nesting is js-yaml's, which bounds it. */
export const EVERYDAY_DEPTH = 40;
/** An offset or a column that is none. */
export const NONE = -1;

/** A text on its way to events. */
export interface Reader {
  readonly text: string;
  /** Offset of what is read next. */
  at: number;
  /** Blanks before it on its line, once `seek` has found it. */
  indent: number;
  depth: number;
  readonly events: Event[];
}

/** Characters by their code. */
export const CODE = {
  blank: 0x20,
  line: 0x0a,
  quote: 0x22,
  hash: 0x23,
  apostrophe: 0x27,
  plus: 0x2b,
  comma: 0x2c,
  dash: 0x2d,
  colon: 0x3a,
  list: 0x5b,
  backslash: 0x5c,
  endOfList: 0x5d,
  map: 0x7b,
  bar: 0x7c,
  endOfMap: 0x7d,
  more: 0x3e,
} as const;

/** What a name is made of, and what a scalar without quotes may begin with: fewer than YAML takes. */
const IN_NAME = codesOf('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_./-');
const BEGINS_NAME = codesOf('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_/.');
const BEGINS_PLAIN = codesOf('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_/.$()+;<=^~\\');

/** The characters of a text as a table by their code. */
export function codesOf(characters: string): Uint8Array {
  const codes = new Uint8Array(128);
  for (const one of characters) codes[one.charCodeAt(0)] = 1;
  return codes;
}

/** Goes to the next line that holds more than blanks and a comment, from the begin of a line, and yields its indent; -1 at the end. */
export function seek(reader: Reader, from: number): number {
  const { text } = reader;
  for (let line = from; line < text.length; ) {
    let at = line;
    while (text.charCodeAt(at) === CODE.blank) at++;
    const code = text.charCodeAt(at);
    if (code !== CODE.line && code !== CODE.hash && at < text.length) {
      reader.at = at;
      reader.indent = at - line;
      return reader.indent;
    }
    line = lineAfter(text, at);
  }
  reader.at = text.length;
  reader.indent = NONE;
  return NONE;
}

/** Offset of the next line. */
export function lineAfter(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end + 1;
}

/** The end of a line or of the text. */
export const isEnd = (code: number) => code === CODE.line || Number.isNaN(code);
/** A blank, or such an end. */
export const isGap = (code: number) => code === CODE.blank || isEnd(code);

/** Offset of the colon behind the name that begins here; -1 where none does. */
export function colonOf(text: string, from: number): number {
  let at = from;
  if (BEGINS_NAME[text.charCodeAt(at)] !== 1) return NONE;
  while (IN_NAME[text.charCodeAt(at)] === 1) at++;
  return text.charCodeAt(at) === CODE.colon && isGap(text.charCodeAt(at + 1)) ? at : NONE;
}

/** Whether a scalar without quotes may begin here. */
export function beginsPlain(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return BEGINS_PLAIN[code] === 1 || (code === CODE.dash && IN_NAME[text.charCodeAt(at + 1)] === 1);
}

/** Goes over blanks. */
export function skipBlanks(reader: Reader): void {
  while (reader.text.charCodeAt(reader.at) === CODE.blank) reader.at++;
}

/** Offset of the line that an offset is on. */
export const lineStart = (text: string, at: number) => text.lastIndexOf('\n', at - 1) + 1;

/** Blanks at the begin of a line. */
export function indentAt(text: string, line: number): number {
  let at = line;
  while (text.charCodeAt(at) === CODE.blank) at++;
  return at - line;
}

/** Indent of the next line that is not blank; comments count. */
export function nextLineIndent(text: string, at: number): number {
  for (let line = lineAfter(text, at); line < text.length; ) {
    const indent = indentAt(text, line);
    if (!isEnd(text.charCodeAt(line + indent))) return indent;
    line = lineAfter(text, line + indent);
  }
  return NONE;
}

/** The event that opens a list or a map. */
export function collection(
  type: typeof EVENT_ID.MAPPING | typeof EVENT_ID.SEQUENCE,
  start: number,
  style: (typeof COLLECTION_STYLE)[keyof typeof COLLECTION_STYLE],
): Event {
  return { type, start, anchorStart: NONE, anchorEnd: NONE, tagStart: NONE, tagEnd: NONE, style };
}

/** The event of a scalar in a style, without anchor and tag. */
export function scalar(
  valueStart: number,
  valueEnd: number,
  style: (typeof SCALAR_STYLE)[keyof typeof SCALAR_STYLE],
  fast: boolean,
) {
  return {
    type: EVENT_ID.SCALAR,
    valueStart,
    valueEnd,
    anchorStart: NONE,
    anchorEnd: NONE,
    tagStart: NONE,
    tagEnd: NONE,
    style,
    chomping: CHOMPING_MODE.CLIP,
    indent: -1,
    fast,
  } as const;
}
