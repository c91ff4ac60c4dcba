// What everyday YAML holds on one line: scalars in quotes, and lists and maps in brackets. The functions answer whether reading can go
// on; where it cannot, js-yaml reads the text.
import { COLLECTION_STYLE, EVENT_ID, SCALAR_STYLE } from 'js-yaml';
import {
  beginsPlain,
  CODE,
  codesOf,
  collection,
  colonOf,
  EVERYDAY_DEPTH,
  isEnd,
  isGap,
  type Reader,
  scalar,
  skipBlanks,
} from './everyday-text.ts';

const ENDS_IN_BRACKETS = codesOf(',[]{}');
const ESCAPES = codesOf('nrt"\\');

/** A scalar in quotes that ends on its line. */
export function readQuoted(reader: Reader, quote: number): boolean {
  const { text, events } = reader;
  const start = reader.at + 1;
  let simple = true;
  for (let at = start; ; at++) {
    const code = text.charCodeAt(at);
    if (isEnd(code)) return false;
    if (code === quote) {
      if (quote === CODE.apostrophe && text.charCodeAt(at + 1) === CODE.apostrophe) {
        simple = false;
        at++;
        continue;
      }
      const style = quote === CODE.quote ? SCALAR_STYLE.DOUBLE_QUOTED : SCALAR_STYLE.SINGLE_QUOTED;
      events.push(scalar(start, at, style, simple));
      reader.at = at + 1;
      return true;
    }
    if (code === CODE.backslash && quote === CODE.quote) {
      simple = false;
      at++;
      if (ESCAPES[text.charCodeAt(at)] !== 1) return false;
    }
  }
}

/** A list or map in brackets that ends on its line. */
export function readBrackets(reader: Reader, isMap: boolean): boolean {
  const { text, events } = reader;
  if (++reader.depth > EVERYDAY_DEPTH) return false;
  events.push(collection(isMap ? EVENT_ID.MAPPING : EVENT_ID.SEQUENCE, reader.at, COLLECTION_STYLE.FLOW));
  reader.at++;
  for (;;) {
    skipBlanks(reader);
    if (text.charCodeAt(reader.at) === (isMap ? CODE.endOfMap : CODE.endOfList)) break;
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
    if (code === CODE.comma) reader.at++;
    else if (code !== (isMap ? CODE.endOfMap : CODE.endOfList)) return false;
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
  if (code === CODE.quote || code === CODE.apostrophe) return readQuoted(reader, code);
  if (code === CODE.map || code === CODE.list) return readBrackets(reader, code === CODE.map);
  if (!beginsPlain(text, start)) return false;
  let end = start;
  let at = start;
  for (let one = code; ENDS_IN_BRACKETS[one] !== 1; one = text.charCodeAt(++at)) {
    const next = text.charCodeAt(at + 1);
    if (isEnd(one) || one === CODE.hash || (one === CODE.colon && (isGap(next) || ENDS_IN_BRACKETS[next] === 1)))
      return false;
    if (one !== CODE.blank) end = at + 1;
  }
  events.push(scalar(start, end, SCALAR_STYLE.PLAIN, true));
  reader.at = at;
  return true;
}
