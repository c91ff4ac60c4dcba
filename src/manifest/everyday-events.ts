// The YAML that nearly all manifests are written in, read to the very events that js-yaml would give, several times as fast: maps and
// lists in block style, scalars on one line, brackets on one line, block texts. js-yaml stays the judge: of all else, and of whatever
// is wrong, this says nothing and js-yaml is asked. The functions answer whether reading can go on. That both say the same is a law of the tests.
import { CHOMPING_MODE, COLLECTION_STYLE, EVENT_ID, type Event, SCALAR_STYLE } from 'js-yaml';
import { readBrackets, readQuoted } from './everyday-inline.ts';
import {
  beginsPlain,
  CODE,
  collection,
  colonOf,
  EVERYDAY_DEPTH,
  indentAt,
  isEnd,
  isGap,
  lineAfter,
  lineStart,
  NONE,
  nextLineIndent,
  type Reader,
  scalar,
  seek,
  skipBlanks,
} from './everyday-text.ts';

/** The events of a document; undefined where js-yaml has to read it. */
export function everydayEvents(text: string): Event[] | undefined {
  if (UNUSUAL.test(text) || text.endsWith(' ')) return undefined;
  const reader: Reader = { text, at: 0, indent: 0, depth: 0, events: [] };
  reader.events.push({ type: EVENT_ID.DOCUMENT, explicitStart: false, explicitEnd: false, directives: [] });
  if (seek(reader, 0) !== 0) return undefined;
  if (!(startsItem(reader) ? readList(reader, 0) : readMap(reader, 0)) || reader.at < text.length) return undefined;
  reader.events.push({ type: EVENT_ID.POP });
  return reader.events;
}

/** Tabs, carriage returns and all beyond ASCII; lines that begin with a mark of documents or a directive. */
const UNUSUAL = /[^\n\x20-\x7e]|^(?:---|\.\.\.|%)/m;

/** Whether a dash with a gap behind it is next. */
function startsItem({ text, at }: Reader): boolean {
  return text.charCodeAt(at) === CODE.dash && isGap(text.charCodeAt(at + 1));
}

/** A map whose names stand at a column; the first of them is next. */
function readMap(reader: Reader, column: number): boolean {
  const { text, events } = reader;
  if (++reader.depth > EVERYDAY_DEPTH) return false;
  events.push(collection(EVENT_ID.MAPPING, reader.at, COLLECTION_STYLE.BLOCK));
  do {
    const { at } = reader;
    const code = text.charCodeAt(at);
    if (code === CODE.quote || code === CODE.apostrophe) {
      if (!readQuoted(reader, code) || text.charCodeAt(reader.at) !== CODE.colon) return false;
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
  if (isEnd(code) || code === CODE.hash) {
    if (code === CODE.hash && (inList || reader.at === from)) return false;
    return readBelow(reader, column, inList);
  }
  if (code === CODE.quote || code === CODE.apostrophe) return readQuoted(reader, code) && endLine(reader, column);
  if (code === CODE.map || code === CODE.list)
    return readBrackets(reader, code === CODE.map) && endLine(reader, column);
  if (code === CODE.bar || code === CODE.more) return readBlockText(reader, column, code === CODE.bar);
  if (inList && colonOf(text, reader.at) >= 0) return readMap(reader, reader.at - lineStart(text, reader.at));
  const start = reader.at;
  if (!beginsPlain(text, start)) return false;
  let end = start;
  let at = start;
  for (let one = code; !isEnd(one); one = text.charCodeAt(++at)) {
    if (one === CODE.colon && isGap(text.charCodeAt(at + 1))) return false;
    if (one === CODE.hash && text.charCodeAt(at - 1) === CODE.blank) break;
    if (one !== CODE.blank) end = at + 1;
  }
  events.push(scalar(start, end, SCALAR_STYLE.PLAIN, true));
  // A deeper line, were it a comment, would go on with the scalar.
  return nextLineIndent(text, at) <= column && seek(reader, lineAfter(text, at)) <= column;
}

/** What stands below a name or a dash that has nothing behind it. A list may stand as deep as the name that holds it. */
function readBelow(reader: Reader, column: number, inList: boolean): boolean {
  const indent = seek(reader, lineAfter(reader.text, reader.at));
  if (indent > column) return startsItem(reader) ? readList(reader, indent) : readMap(reader, indent);
  if (!inList && indent === column && startsItem(reader)) return readList(reader, indent);
  reader.events.push(scalar(NONE, NONE, SCALAR_STYLE.PLAIN, false));
  return true;
}

/** A block text below a name or a dash at a column, whose first line is not empty. */
function readBlockText(reader: Reader, column: number, literal: boolean): boolean {
  const { text, events } = reader;
  let { at } = reader;
  const sign = text.charCodeAt(++at);
  if (sign === CODE.dash || sign === CODE.plus) at++;
  while (text.charCodeAt(at) === CODE.blank) at++;
  if (text.charCodeAt(at) !== CODE.line) return false;
  const start = at + 1;
  const indent = indentAt(text, start);
  if (indent <= column || isEnd(text.charCodeAt(start + indent))) return false;
  let end = start;
  for (let line = start; line < text.length; line = end) {
    const blanks = indentAt(text, line);
    if (blanks < indent && !isEnd(text.charCodeAt(line + blanks))) break;
    end = lineAfter(text, line + blanks);
  }
  const chomping =
    sign === CODE.dash ? CHOMPING_MODE.STRIP : sign === CODE.plus ? CHOMPING_MODE.KEEP : CHOMPING_MODE.CLIP;
  const style = literal ? SCALAR_STYLE.LITERAL_BLOCK : SCALAR_STYLE.FOLDED_BLOCK;
  events.push({ ...scalar(start, end, style, false), chomping, indent });
  return seek(reader, end) <= column;
}

/** What may stand behind a value that has ended: blanks and a comment. */
function endLine(reader: Reader, column: number): boolean {
  const { text } = reader;
  const from = reader.at;
  skipBlanks(reader);
  const code = text.charCodeAt(reader.at);
  if (!isEnd(code) && !(code === CODE.hash && reader.at > from)) return false;
  return seek(reader, lineAfter(text, reader.at)) <= column;
}
