// js-yaml's events of one document -> its JSON value and the offsets of all it holds, as go-yaml 2 and sigs.k8s.io/yaml build it:
// names are text, aliases are copied, a merge key overrides what stands before it. Reads no text apart from scalars, tags, anchors.
import { EVENT_ID, type Event, getScalarValue, SCALAR_STYLE, type ScalarEvent } from 'js-yaml';
import type { Json } from '../kube/object.ts';
import { aliasRow, closeRow, memberOffset, openRow, type RowWriter, rowWriter } from './position.ts';
import { type OffsetProblem, quoted } from './problem.ts';
import { isScalarFault, resolveKey, resolveScalar, type ScalarValue } from './scalars.ts';

/** What all documents of a text may use together: values that aliases bring in, and how deep one may be. */
export interface Budget {
  readonly depth: number;
  aliasNodes: number;
}

/** A document that was read, or why it was not. Offsets are into the text that holds it. */
export type Built =
  | { readonly ok: true; readonly value: Json; readonly rows: RowWriter }
  | { readonly ok: false; readonly problems: readonly OffsetProblem[] };

type Members = Record<string, Json>;

interface Anchor {
  readonly value: Json;
  readonly kind: 'scalar' | 'list' | 'map';
  readonly row: number;
  /** Values it holds, itself included, aliases followed. */
  readonly size: number;
  /** Text, quotes and tag of a scalar, for the anchor may be used as a name as well. */
  readonly scalar?: ScalarEvent;
}

/** A list or map that is being read. */
interface Frame {
  readonly list: Json[] | undefined;
  readonly map: Members | undefined;
  readonly row: number;
  readonly start: number;
  readonly anchor: string | undefined;
  readonly sizeBefore: number;
  /** Name that waits for its value. */
  key: string | undefined;
  keyAt: number;
  isMerge: boolean;
  /** Names that came by a merge key: a name of its own may follow. */
  merged: Set<string> | undefined;
  /** For the list below a merge key: what its items were written as. */
  readonly mergeItems: string[] | undefined;
}

const MERGE_TAGS: ReadonlySet<string> = new Set(['!', '!!merge', '!<tag:yaml.org,2002:merge>']);

/** Builds one document from its events; `base` is added to every offset. */
export function buildDocument(source: string, events: readonly Event[], base: number, budget: Budget): Built {
  const rows = rowWriter();
  const problems: OffsetProblem[] = [];
  const anchors = new Map<string, Anchor | undefined>();
  const frames: Frame[] = [];
  let root: Json = null;
  let size = 0;
  let last = 0;
  let fatal = false;

  const fail = (code: OffsetProblem['code'], offset: number, message: string) => {
    problems.push({ code, message, offset: base + offset });
    fatal = true;
  };
  const tagOf = (event: { readonly tagStart: number; readonly tagEnd: number }) =>
    event.tagStart < 0 ? undefined : source.slice(event.tagStart, event.tagEnd);
  const anchorOf = (event: { readonly anchorStart: number; readonly anchorEnd: number }) =>
    event.anchorStart < 0 ? undefined : source.slice(event.anchorStart, event.anchorEnd);

  /** Begins the row of the next value of the current frame. */
  const open = (offset: number): number => {
    const frame = frames.at(-1);
    const key = frame?.map ? (frame.isMerge ? null : frame.key) : undefined;
    return openRow(rows, key, base + (frame?.map ? frame.keyAt : offset), base + offset);
  };

  /** Puts a finished value where it belongs. */
  const put = (value: Json, kind: Anchor['kind'] | 'merge-list', offset: number) => {
    const frame = frames.at(-1);
    if (frame === undefined) root = value;
    else if (frame.list) {
      frame.list.push(value);
      frame.mergeItems?.push(kind);
    } else if (frame.isMerge) merge(frame, value, kind, offset);
    else define(frame.map!, frame.key!, value);
    if (frame?.map) {
      frame.key = undefined;
      frame.isMerge = false;
    }
  };

  const merge = (frame: Frame, value: Json, kind: Anchor['kind'] | 'merge-list', offset: number) => {
    if (kind !== 'map' && kind !== 'merge-list') {
      fail('yaml-merge', offset, 'a merge key `<<` takes a map or a list of maps; name an anchor of a map here');
      return;
    }
    // In a list of maps the first counts: the last is written first.
    const sources = kind === 'map' ? [value] : [...(value as readonly Json[])].reverse();
    frame.merged ??= new Set();
    for (const one of sources) {
      for (const name of Object.keys(one as Members)) {
        if (!Object.hasOwn(frame.map!, name)) frame.merged.add(name);
        define(frame.map!, name, (one as Members)[name]!);
      }
    }
  };

  const key = (frame: Frame, event: ScalarEvent, offset: number, own: boolean) => {
    const text = getScalarValue(source, event);
    const plain = event.style === SCALAR_STYLE.PLAIN;
    const tag = tagOf(event);
    frame.keyAt = offset;
    if (own && text === '<<' && (tag === undefined ? plain : MERGE_TAGS.has(tag))) {
      frame.isMerge = true;
      frame.key = text;
      return;
    }
    const name = resolveKey(text, plain, tag);
    if (typeof name !== 'string') {
      fail(name.code, offset, `the key ${quoted(text)} ${name.fault}`);
      return;
    }
    if (Object.hasOwn(frame.map!, name) && !frame.merged?.delete(name)) {
      const again = base + offset;
      const first = memberOffset(rows, frame.row, name) ?? again;
      problems.push({
        code: 'duplicate-key',
        message: (lineOf) =>
          `the key ${quoted(name)} is given on line ${lineOf(first)} and again on line ${lineOf(again)}; remove one of them`,
        offset: again,
      });
    }
    frame.key = name;
  };

  const scalar = (event: ScalarEvent, offset: number): ScalarValue | undefined => {
    const text = getScalarValue(source, event);
    const value = resolveScalar(text, event.style === SCALAR_STYLE.PLAIN, tagOf(event));
    if (!isScalarFault(value)) return value;
    fail(value.code, offset, `${quoted(text)} ${value.fault}`);
    return undefined;
  };

  for (let index = 0; index < events.length && !fatal; index++) {
    const event = events[index]!;
    const frame = frames.at(-1);
    const keyNext = frame?.map !== undefined && frame.key === undefined;
    switch (event.type) {
      case EVENT_ID.SCALAR: {
        const offset = scalarOffset(source, event, last, frame);
        last = Math.max(last, event.valueEnd, event.tagEnd, event.anchorEnd, offset + 1);
        const anchor = anchorOf(event);
        const bad = event.style === SCALAR_STYLE.DOUBLE_QUOTED && !event.fast ? badEscape(source, event) : -1;
        if (bad >= 0) {
          const written = quoted(source.slice(bad, bad + (source[bad + 1] === 'u' ? 6 : 10)));
          fail('unicode-escape', bad, `the escape ${written} stands for no character; write the character itself`);
          break;
        }
        if (keyNext) key(frame, event, offset, true);
        if (keyNext && anchor === undefined) break;
        const value = scalar(event, offset);
        if (value === undefined) break;
        const row = keyNext ? -1 : open(offset);
        if (anchor !== undefined) anchors.set(anchor, { value, kind: 'scalar', row, size: 1, scalar: event });
        if (keyNext) break;
        size++;
        put(value, 'scalar', offset);
        break;
      }
      case EVENT_ID.SEQUENCE:
      case EVENT_ID.MAPPING: {
        last = Math.max(last, event.start);
        if (keyNext) {
          fail('yaml-key', event.start, 'a list or map cannot be the name of a member; write a text before the colon');
          break;
        }
        const anchor = anchorOf(event);
        // Known but not finished: an alias inside would contain itself.
        if (anchor !== undefined) anchors.set(anchor, undefined);
        const list = event.type === EVENT_ID.SEQUENCE;
        frames.push({
          list: list ? [] : undefined,
          map: list ? undefined : {},
          row: open(event.start),
          start: event.start,
          anchor,
          sizeBefore: size++,
          key: undefined,
          keyAt: event.start,
          isMerge: false,
          merged: undefined,
          mergeItems: list && frame?.isMerge ? [] : undefined,
        });
        break;
      }
      case EVENT_ID.ALIAS: {
        const name = anchorOf(event)!;
        const offset = event.anchorStart - 1;
        last = event.anchorEnd;
        const anchor = anchors.get(name);
        if (anchor === undefined) {
          const circle = anchors.has(name);
          const fault = circle
            ? 'contains itself; write the value out'
            : `has no anchor; write \`&${name}\` before the value it stands for`;
          fail('yaml-alias', offset, `the alias ${quoted(`*${name}`)} ${fault}`);
        } else if (keyNext) {
          if (anchor.scalar) key(frame, anchor.scalar, offset, false);
          else fail('yaml-key', offset, 'a list or map cannot be the name of a member; write a text before the colon');
        } else {
          budget.aliasNodes -= anchor.size;
          size += anchor.size;
          const row = open(offset);
          if (anchor.row >= 0) aliasRow(rows, row, anchor.row);
          if (budget.aliasNodes < 0) {
            fail(
              'alias-limit',
              offset,
              'the aliases up to here stand for more values than are read; write the values out or split the file',
            );
          } else {
            const value = copy(anchor.value, budget.depth - frames.length);
            if (value === undefined)
              fail(
                'nesting-limit',
                offset,
                `the aliases here nest deeper than ${budget.depth}; write the value flatter`,
              );
            else put(value, anchor.kind, offset);
          }
        }
        break;
      }
      case EVENT_ID.POP: {
        const done = frames.pop();
        if (done === undefined) break;
        closeRow(rows, done.row);
        const value: Json = done.list ?? done.map!;
        const kind = done.list ? 'list' : 'map';
        if (done.anchor !== undefined)
          anchors.set(done.anchor, { value, kind, row: done.row, size: size - done.sizeBefore });
        put(value, done.mergeItems?.every((one) => one === 'map') ? 'merge-list' : kind, done.start);
        break;
      }
    }
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: root, rows };
}

/** Sets a member as its own, even one called `__proto__`. */
export function define(map: Record<string, Json>, name: string, value: Json): void {
  if (name === '__proto__')
    Object.defineProperty(map, name, { value, enumerable: true, configurable: true, writable: true });
  else map[name] = value;
}

/** A value of its own for an alias; undefined where it nests deeper than allowed. */
function copy(value: Json, depth: number): Json | undefined {
  if (typeof value !== 'object' || value === null) return value;
  if (depth <= 0) return undefined;
  if (Array.isArray(value)) {
    const list: Json[] = [];
    for (const one of value) {
      const copied = copy(one, depth - 1);
      if (copied === undefined) return undefined;
      list.push(copied);
    }
    return list;
  }
  const map: Members = {};
  for (const name of Object.keys(value)) {
    const copied = copy((value as Members)[name]!, depth - 1);
    if (copied === undefined) return undefined;
    define(map, name, copied);
  }
  return map;
}

/** Where a scalar begins: at its quote, in a block at its first line; where it is left out, at its key or dash. */
function scalarOffset(source: string, event: ScalarEvent, last: number, frame: Frame | undefined): number {
  if (event.valueStart >= 0) {
    switch (event.style) {
      case SCALAR_STYLE.SINGLE_QUOTED:
      case SCALAR_STYLE.DOUBLE_QUOTED:
        return event.valueStart - 1;
      case SCALAR_STYLE.LITERAL_BLOCK:
      case SCALAR_STYLE.FOLDED_BLOCK:
        return Math.min(event.valueStart + Math.max(event.indent, 0), Math.max(event.valueEnd - 1, event.valueStart));
      default:
        return event.valueStart;
    }
  }
  if (event.tagStart >= 0) return event.tagStart;
  if (event.anchorStart >= 0) return event.anchorStart - 1;
  if (frame?.map && frame.key !== undefined) return frame.keyAt;
  return frame?.list ? dashAfter(source, last) : Math.min(last, source.length);
}

/** The dash of the next list item: behind the end of the last value, blanks and comments. */
function dashAfter(source: string, last: number): number {
  for (let at = last; at < source.length; at++) {
    const character = source[at]!;
    if (character === '-') return at;
    if (character === '#') {
      const end = source.slice(at).search(/[\r\n]/);
      if (end < 0) break;
      at += end;
    } else if (!' \t\r\n:,]}\'"'.includes(character)) break;
  }
  return Math.min(last, source.length);
}

const ESCAPE = /\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|.)/gs;

/** The offset of the first escape in a quoted text that is no character for Go: half of a pair, or beyond Unicode; else -1. */
function badEscape(source: string, event: ScalarEvent): number {
  const text = source.slice(event.valueStart, event.valueEnd);
  if (!/\\[uU]/.test(text)) return -1;
  for (const match of text.matchAll(ESCAPE)) {
    const code = Number.parseInt(match[1] ?? match[2] ?? '0', 16);
    if ((code >= 0xd800 && code <= 0xdfff) || code > 0x10ffff) return event.valueStart + match.index;
  }
  return -1;
}
