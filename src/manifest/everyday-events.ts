// The YAML that nearly all manifests are written in, read to the very events that js-yaml would give, several times as fast: maps and
// lists in block style, scalars on one line, brackets on one line, block texts. js-yaml stays the judge: of all else, and of whatever
// is wrong, this says nothing and js-yaml is asked. That both say the same is a law of the tests.
import { CHOMPING_MODE, COLLECTION_STYLE, EVENT_ID, type Event, SCALAR_STYLE } from 'js-yaml';

/** The events of a document; undefined where js-yaml has to read it. */
export function everydayEvents(text: string): Event[] | undefined {
  if (UNUSUAL.test(text) || text.endsWith(' ')) return undefined;
  const reader: Reader = { text, at: 0, indent: 0, depth: 0, events: [] };
  reader.events.push({ type: EVENT_ID.DOCUMENT, explicitStart: false, explicitEnd: false, directives: [] });
  if (!seek(reader, 0) || reader.indent !== 0) return undefined;
  if (!(startsItem(reader) ? readList(reader, 0) : readMap(reader, 0)) || reader.at < text.length) return undefined;
  reader.events.push({ type: EVENT_ID.POP });
  return reader.events;
}

/** Tabs, carriage returns and all beyond ASCII; lines that begin with a mark of documents or a directive. */
const UNUSUAL = /[^\n\x20-\x7e]|^(?:---|\.\.\.|%)/m;

/** Deeper nesting is js-yaml's, which bounds it. */
export const EVERYDAY_DEPTH = 40;
const NONE = -1;

interface Reader {
  readonly text: string;
  /** Offset of what is read next. */
  at: number;
  /** Blanks before it on its line, once `seek` has found it. */
  indent: number;
  depth: number;
  readonly events: Event[];
}

/** Characters by their code. The functions below all answer whether reading can go on. */
const [BLANK, LINE, QUOTE, HASH, APOSTROPHE, PLUS, COMMA, DASH] = [0x20, 0x0a, 0x22, 0x23, 0x27, 0x2b, 0x2c, 0x2d];
const [COLON, LIST, BACKSLASH, END_OF_LIST, MAP, BAR, END_OF_MAP, MORE] = [
  0x3a, 0x5b, 0x5c, 0x5d, 0x7b, 0x7c, 0x7d, 0x3e,
];

/** What a name is made of, and what a scalar without quotes may begin with: fewer than YAML takes. */
const IN_NAME = codesOf('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_./-');
const BEGINS_NAME = codesOf('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_/.');
const BEGINS_PLAIN = codesOf('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_/.$()+;<=^~\\');
const ENDS_IN_BRACKETS = codesOf(',[]{}');
const ESCAPES = codesOf('nrt"\\');

function codesOf(characters: string): Uint8Array {
  const codes = new Uint8Array(128);
  for (const one of characters) codes[one.charCodeAt(0)] = 1;
  return codes;
}

/** Goes to the next line that holds more than blanks and a comment, from the begin of a line; at the end the indent is -1. */
function seek(reader: Reader, from: number): boolean {
  const { text } = reader;
  for (let line = from; line < text.length; ) {
    let at = line;
    while (text.charCodeAt(at) === BLANK) at++;
    const code = text.charCodeAt(at);
    if (code !== LINE && code !== HASH && at < text.length) {
      reader.at = at;
      reader.indent = at - line;
      return true;
    }
    line = lineAfter(text, at);
  }
  reader.at = text.length;
  reader.indent = NONE;
  return true;
}

function lineAfter(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end + 1;
}

const isEnd = (code: number) => code === LINE || Number.isNaN(code);
const isGap = (code: number) => code === BLANK || isEnd(code);

/** Whether a dash with a gap behind it is next. */
function startsItem({ text, at }: Reader): boolean {
  return text.charCodeAt(at) === DASH && isGap(text.charCodeAt(at + 1));
}

/** Offset of the colon behind the name that begins here; -1 where none does. */
function colonOf(text: string, from: number): number {
  let at = from;
  if (BEGINS_NAME[text.charCodeAt(at)] !== 1) return NONE;
  while (IN_NAME[text.charCodeAt(at)] === 1) at++;
  return text.charCodeAt(at) === COLON && isGap(text.charCodeAt(at + 1)) ? at : NONE;
}

/** A map whose names stand at a column; the first of them is next. */
function readMap(reader: Reader, column: number): boolean {
  const { text, events } = reader;
  if (++reader.depth > EVERYDAY_DEPTH) return false;
  events.push(collection(EVENT_ID.MAPPING, reader.at, COLLECTION_STYLE.BLOCK));
  do {
    const { at } = reader;
    const code = text.charCodeAt(at);
    if (code === QUOTE || code === APOSTROPHE) {
      if (!readQuoted(reader, code) || text.charCodeAt(reader.at) !== COLON) return false;
      if (!isGap(text.charCodeAt(reader.at + 1))) return false;
    } else {
      const colon = colonOf(text, at);
      if (colon < 0) return false;
      events.push(scalar(at, colon, SCALAR_STYLE.PLAIN, true));
      reader.at = colon;
    }
    reader.at++;
    if (!readValue(reader, column, false)) return false;
  } while (reader.indent === column);
  events.push({ type: EVENT_ID.POP });
  reader.depth--;
  return reader.indent < column;
}

/** A list whose dashes stand at a column; the first of them is next. */
function readList(reader: Reader, column: number): boolean {
  const { events } = reader;
  if (++reader.depth > EVERYDAY_DEPTH) return false;
  events.push(collection(EVENT_ID.SEQUENCE, reader.at, COLLECTION_STYLE.BLOCK));
  do {
    reader.at++;
    if (!readValue(reader, column, true)) return false;
  } while (reader.indent === column && startsItem(reader));
  events.push({ type: EVENT_ID.POP });
  reader.depth--;
  return reader.indent <= column;
}

/** What follows a colon or a dash of a map or list at a column, up to the next line with content. */
function readValue(reader: Reader, column: number, inList: boolean): boolean {
  const { text, events } = reader;
  const from = reader.at;
  skipBlanks(reader);
  const code = text.charCodeAt(reader.at);
  if (isEnd(code) || code === HASH) {
    if (code === HASH && (inList || reader.at === from)) return false;
    return readBelow(reader, column, inList);
  }
  if (code === QUOTE || code === APOSTROPHE) return readQuoted(reader, code) && endLine(reader, column);
  if (code === MAP || code === LIST) return readBrackets(reader, code === MAP) && endLine(reader, column);
  if (code === BAR || code === MORE) return readBlockText(reader, column, code === BAR);
  if (inList && colonOf(text, reader.at) >= 0) return readMap(reader, reader.at - lineStart(text, reader.at));
  const start = reader.at;
  if (!beginsPlain(text, start)) return false;
  let end = start;
  let at = start;
  for (let one = code; !isEnd(one); one = text.charCodeAt(++at)) {
    if (one === COLON && isGap(text.charCodeAt(at + 1))) return false;
    if (one === HASH && text.charCodeAt(at - 1) === BLANK) break;
    if (one !== BLANK) end = at + 1;
  }
  events.push(scalar(start, end, SCALAR_STYLE.PLAIN, true));
  // A deeper line, were it a comment, would go on with the scalar.
  return nextLineIndent(text, at) <= column && seek(reader, lineAfter(text, at)) && reader.indent <= column;
}

/** What stands below a name or a dash that has nothing behind it. A list may stand as deep as the name that holds it. */
function readBelow(reader: Reader, column: number, inList: boolean): boolean {
  if (!seek(reader, lineAfter(reader.text, reader.at))) return false;
  const { indent } = reader;
  if (indent > column) return startsItem(reader) ? readList(reader, indent) : readMap(reader, indent);
  if (!inList && indent === column && startsItem(reader)) return readList(reader, indent);
  reader.events.push(scalar(NONE, NONE, SCALAR_STYLE.PLAIN, false));
  return true;
}

function beginsPlain(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return BEGINS_PLAIN[code] === 1 || (code === DASH && BEGINS_NAME[text.charCodeAt(at + 1)] === 1);
}

/** A scalar in quotes that ends on its line. */
function readQuoted(reader: Reader, quote: number): boolean {
  const { text, events } = reader;
  const start = reader.at + 1;
  let simple = true;
  for (let at = start; ; at++) {
    const code = text.charCodeAt(at);
    if (isEnd(code)) return false;
    if (code === quote) {
      if (quote === APOSTROPHE && text.charCodeAt(at + 1) === APOSTROPHE) {
        simple = false;
        at++;
        continue;
      }
      const style = quote === QUOTE ? SCALAR_STYLE.DOUBLE_QUOTED : SCALAR_STYLE.SINGLE_QUOTED;
      events.push(scalar(start, at, style, simple));
      reader.at = at + 1;
      return true;
    }
    if (code === BACKSLASH && quote === QUOTE) {
      simple = false;
      at++;
      if (ESCAPES[text.charCodeAt(at)] !== 1) return false;
    }
  }
}

/** A list or map in brackets that ends on its line. */
function readBrackets(reader: Reader, isMap: boolean): boolean {
  const { text, events } = reader;
  if (++reader.depth > EVERYDAY_DEPTH) return false;
  events.push(collection(isMap ? EVENT_ID.MAPPING : EVENT_ID.SEQUENCE, reader.at, COLLECTION_STYLE.FLOW));
  reader.at++;
  for (;;) {
    skipBlanks(reader);
    if (text.charCodeAt(reader.at) === (isMap ? END_OF_MAP : END_OF_LIST)) break;
    if (isMap) {
      const colon = colonOf(text, reader.at);
      if (colon < 0) return false;
      events.push(scalar(reader.at, colon, SCALAR_STYLE.PLAIN, true));
      reader.at = colon + 1;
      skipBlanks(reader);
    }
    if (!readInBrackets(reader)) return false;
    skipBlanks(reader);
    const code = text.charCodeAt(reader.at);
    if (code === COMMA) reader.at++;
    else if (code !== (isMap ? END_OF_MAP : END_OF_LIST)) return false;
  }
  reader.at++;
  reader.depth--;
  events.push({ type: EVENT_ID.POP });
  return true;
}

function readInBrackets(reader: Reader): boolean {
  const { text, events } = reader;
  const start = reader.at;
  const code = text.charCodeAt(start);
  if (code === QUOTE || code === APOSTROPHE) return readQuoted(reader, code);
  if (code === MAP || code === LIST) return readBrackets(reader, code === MAP);
  if (!beginsPlain(text, start)) return false;
  let end = start;
  let at = start;
  for (let one = code; ENDS_IN_BRACKETS[one] !== 1; one = text.charCodeAt(++at)) {
    const next = text.charCodeAt(at + 1);
    if (isEnd(one) || one === HASH || (one === COLON && (isGap(next) || ENDS_IN_BRACKETS[next] === 1))) return false;
    if (one !== BLANK) end = at + 1;
  }
  events.push(scalar(start, end, SCALAR_STYLE.PLAIN, true));
  reader.at = at;
  return true;
}

/** A block text below a name or a dash at a column, whose first line is not empty. */
function readBlockText(reader: Reader, column: number, literal: boolean): boolean {
  const { text, events } = reader;
  let { at } = reader;
  const sign = text.charCodeAt(++at);
  if (sign === DASH || sign === PLUS) at++;
  while (text.charCodeAt(at) === BLANK) at++;
  if (text.charCodeAt(at) !== LINE) return false;
  const start = at + 1;
  const indent = indentAt(text, start);
  if (indent <= column || isEnd(text.charCodeAt(start + indent))) return false;
  let end = start;
  for (let line = start; line < text.length; line = end) {
    const blanks = indentAt(text, line);
    if (blanks < indent && !isEnd(text.charCodeAt(line + blanks))) break;
    end = lineAfter(text, line + blanks);
  }
  const chomping = sign === DASH ? CHOMPING_MODE.STRIP : sign === PLUS ? CHOMPING_MODE.KEEP : CHOMPING_MODE.CLIP;
  const style = literal ? SCALAR_STYLE.LITERAL_BLOCK : SCALAR_STYLE.FOLDED_BLOCK;
  events.push({ ...scalar(start, end, style, false), chomping, indent });
  return seek(reader, end) && reader.indent <= column;
}

/** What may stand behind a value that has ended: blanks and a comment. */
function endLine(reader: Reader, column: number): boolean {
  const { text } = reader;
  const from = reader.at;
  skipBlanks(reader);
  const code = text.charCodeAt(reader.at);
  if (!isEnd(code) && !(code === HASH && reader.at > from)) return false;
  return seek(reader, lineAfter(text, reader.at)) && reader.indent <= column;
}

function skipBlanks(reader: Reader): void {
  while (reader.text.charCodeAt(reader.at) === BLANK) reader.at++;
}

const lineStart = (text: string, at: number) => text.lastIndexOf('\n', at - 1) + 1;

function indentAt(text: string, line: number): number {
  let at = line;
  while (text.charCodeAt(at) === BLANK) at++;
  return at - line;
}

/** Indent of the next line that is not blank; comments count. */
function nextLineIndent(text: string, at: number): number {
  for (let line = lineAfter(text, at); line < text.length; ) {
    const indent = indentAt(text, line);
    if (!isEnd(text.charCodeAt(line + indent))) return indent;
    line = lineAfter(text, line + indent);
  }
  return NONE;
}

function collection(
  type: typeof EVENT_ID.MAPPING | typeof EVENT_ID.SEQUENCE,
  start: number,
  style: (typeof COLLECTION_STYLE)[keyof typeof COLLECTION_STYLE],
): Event {
  return { type, start, anchorStart: NONE, anchorEnd: NONE, tagStart: NONE, tagEnd: NONE, style };
}

function scalar(
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
