// Reads JSON (RFC 8259) strictly: the value `JSON.parse` gives, with the offsets of all it holds, repeated names refused, and a
// bound on depth that holds without recursion.
import type { Json } from '../kube/object.ts';
import { type Built, MAXIMUM_PROBLEMS, repeatedKey } from './building.ts';
import { rounded, type Unrounded } from './exact.ts';
import { closeRow, memberOffset, openRow, rowWriter } from './position.ts';
import { type OffsetProblem, quoted } from './problem.ts';
import { exactWhole } from './scalars.ts';
import { define } from './value.ts';

interface Frame {
  readonly list: Unrounded[] | undefined;
  readonly map: Record<string, Unrounded> | undefined;
  readonly row: number;
}

const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?/y;
const WORD = /true|false|null/y;
const WORDS: Readonly<Record<string, boolean | null>> = { true: true, false: false, null: null };

/** Reads one JSON value, which must be all the text holds but blanks; a text of blanks only is null; `base` is added to offsets. */
export function readJson(text: string, base: number, depth: number): Built {
  const rows = rowWriter();
  const problems: OffsetProblem[] = [];
  const frames: Frame[] = [];
  let at = 0;
  let root: Unrounded = null;
  let hasExact = false;
  let key: string | undefined;
  let keyAt = 0;

  const match = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    if (!pattern.test(text)) return undefined;
    const found = text.slice(at, pattern.lastIndex);
    at = pattern.lastIndex;
    return found;
  };
  const skip = () => {
    for (let code = text.charCodeAt(at); code === 32 || code === 10 || code === 13 || code === 9; )
      code = text.charCodeAt(++at);
  };
  /** The text in quotes here, quotes included. */
  const matchString = (): string | undefined => {
    const end = stringEnd(text, at);
    if (end < 0) return undefined;
    const found = text.slice(at, end);
    at = end;
    return found;
  };
  const failed = (expected: string): Built => {
    const found = at >= text.length ? 'the text ends' : `there is ${quoted(text.slice(at, at + 12))}`;
    const message = `${found} where JSON expects ${expected}; correct it`;
    return { ok: false, problems: [...problems, { code: 'json-syntax', message, offset: base + at }] };
  };
  const open = () => {
    const named = frames.at(-1)?.map !== undefined;
    return openRow(rows, named ? key : undefined, base + (named ? keyAt : at), base + at);
  };
  const put = (value: Unrounded) => {
    const frame = frames.at(-1);
    if (frame === undefined) root = value;
    else if (frame.list) frame.list.push(value);
    else define(frame.map!, key!, value);
  };

  skip();
  if (at >= text.length) return { ok: true, value: null, rows };
  /** Whether the next thing is a value; if not, one has just ended. */
  let wantsValue = true;
  for (;;) {
    if (problems.length >= MAXIMUM_PROBLEMS) return { ok: false, problems };
    skip();
    const frame = frames.at(-1);
    const character = text[at];
    if (wantsValue) {
      if (frame?.map) {
        keyAt = at;
        const name = matchString();
        if (name === undefined) return failed('a name in double quotes');
        key = textOf(name);
        if (Object.hasOwn(frame.map, key))
          problems.push(repeatedKey(key, memberOffset(rows, frame.row, key), base + keyAt));
        skip();
        if (text[at] !== ':') return failed('a colon');
        at++;
        skip();
      }
      const begin = text[at];
      if (begin === '{' || begin === '[') {
        if (frames.length >= depth) {
          const message = `lists and maps nest deeper than ${depth}; write the value flatter`;
          return { ok: false, problems: [...problems, { code: 'nesting-limit', message, offset: base + at }] };
        }
        const next: Frame =
          begin === '{' ? { list: undefined, map: {}, row: open() } : { list: [], map: undefined, row: open() };
        put(next.list ?? next.map!);
        frames.push(next);
        at++;
        skip();
        wantsValue = text[at] !== (begin === '{' ? '}' : ']');
        continue;
      }
      const row = at;
      open();
      const token = begin === '"' ? matchString() : (match(WORD) ?? match(NUMBER));
      if (token === undefined)
        return failed(begin === '"' ? 'a text that ends on its line, without control characters' : 'a value');
      if (begin === '"') put(textOf(token));
      else if (Object.hasOwn(WORDS, token)) put(WORDS[token]!);
      else if (Number.isFinite(Number(token))) {
        const exact = exactWhole(token);
        if (exact !== undefined) hasExact = true;
        put(exact ?? (token === '-0' ? 0 : Number(token)));
      } else {
        const message = `the number ${quoted(token)} is too large for the API server; write a smaller one`;
        problems.push({ code: 'number-range', message, offset: base + row });
        put(0);
      }
      wantsValue = false;
    } else if (frame === undefined) {
      if (at < text.length) return failed('the end of the text');
      if (problems.length > 0) return { ok: false, problems };
      return { ok: true, ...(hasExact ? rounded(root) : { value: root as Json }), rows };
    } else if (character === (frame.map ? '}' : ']')) {
      closeRow(rows, frame.row);
      frames.pop();
      at++;
    } else if (character === ',') {
      at++;
      wantsValue = true;
    } else return failed(frame.map ? 'a comma or `}`' : 'a comma or `]`');
  }
}

const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** The text that stands in quotes. Half a surrogate pair becomes U+FFFD, as Go and so the API server reads it. */
function textOf(token: string): string {
  if (!token.includes('\\')) return token.slice(1, -1);
  const text = JSON.parse(token) as string;
  return token.includes('\\u') ? text.replace(LONE_SURROGATE, '\ufffd') : text;
}

/** Where the text in quotes at an offset ends; -1 where there is none or it is broken. A loop: a pattern may run out of stack. */
export function stringEnd(text: string, start: number): number {
  if (text.charCodeAt(start) !== 0x22) return -1;
  let at = start + 1;
  for (;;) {
    const code = text.charCodeAt(at);
    if (code === 0x22) return at + 1;
    if (code === 0x5c) {
      ESCAPE.lastIndex = at;
      if (!ESCAPE.test(text)) return -1;
      at = ESCAPE.lastIndex;
    } else if (code >= 0x20) at++;
    else return -1;
  }
}
