// js-yaml's events of one document -> its JSON value and the offsets of all it holds, as go-yaml 2 and sigs.k8s.io/yaml build it:
// names are text, aliases are copied, a merge key overrides what stands before it. What a scalar means is said by scalars.ts.
import {
  type AliasEvent,
  COLLECTION_STYLE,
  EVENT_ID,
  type Event,
  getScalarValue,
  type MappingEvent,
  SCALAR_STYLE,
  type ScalarEvent,
  type SequenceEvent,
} from 'js-yaml';
import type { Json } from '../kube/object.ts';
import { isOtherName, readingRule, taggedRule } from './core.ts';
import type { AmbiguousRow } from './document.ts';
import { type ExactNumbers, rounded, type Unrounded } from './exact.ts';
import { type KeyKinds, mergeInto, noteKind } from './merge.ts';
import { aliasRow, closeRow, memberOffset, openRow, type RowWriter, rowWriter } from './position.ts';
import { type ManifestProblemCode, type OffsetProblem, quoted } from './problem.ts';
import {
  type Refusal,
  refusedAnchor,
  refusedBlock,
  refusedEscape,
  refusedInBrackets,
  refusedOnKeyLine,
  refusedPlainTab,
  refusedTab,
  refusedTabAtDash,
  refusedTag,
} from './refusal.ts';
import { scalarOffset } from './scalar-offset.ts';
import { isScalarFault, keyKind, resolveKey, resolveScalar } from './scalars.ts';
import { copyValue, define } from './value.ts';

/** What all documents of a text may use together: values that aliases bring in, and how deep one may be. */
export interface Budget {
  readonly depth: number;
  aliasNodes: number;
}

/** A document that was read, or why it was not. Offsets are into the text that holds it. */
export type Built =
  | {
      readonly ok: true;
      readonly value: Json;
      readonly rows: RowWriter;
      readonly exact?: ExactNumbers | undefined;
      readonly ambiguous?: readonly AmbiguousRow[] | undefined;
    }
  | { readonly ok: false; readonly problems: readonly OffsetProblem[] };

type Members = Record<string, Unrounded>;

/** What a value was written as; a list whose items are all maps, below a merge key, is `maps`. */
type Kind = 'scalar' | 'list' | 'map' | 'maps';

interface Anchor {
  readonly value: Unrounded;
  readonly kind: Kind;
  /** -1 for the anchor of a key, which has no row of its own. */
  readonly row: number;
  /** Values it holds, itself included, aliases followed. */
  readonly size: number;
  /** The scalar itself, for an alias may be used as a key, and keys are read otherwise. */
  readonly scalar: ScalarEvent | undefined;
}

/** A list or map that is being read. */
interface Frame {
  readonly list: Unrounded[] | undefined;
  readonly map: Members | undefined;
  readonly row: number;
  readonly start: number;
  readonly inBrackets: boolean;
  /** Offset of the innermost list or map without brackets, itself included. */
  readonly block: number | undefined;
  readonly anchor: string | undefined;
  readonly sizeBefore: number;
  /** Name that waits for its value. */
  key: string | undefined;
  keyAt: number;
  /** Its scalar, where readers of YAML 1.2 see another name. */
  otherKey: { readonly text: string; readonly tag?: string } | undefined;
  isMerge: boolean;
  /** Names that came by a merge key: the same name may follow on its own. */
  merged: Set<string> | undefined;
  /** For the list below a merge key: what its items were written as. */
  readonly mergeItems: Kind[] | undefined;
}

interface Building {
  readonly source: string;
  readonly place: (offset: number) => number;
  readonly budget: Budget;
  readonly hasTabs: boolean;
  readonly rows: RowWriter;
  readonly problems: OffsetProblem[];
  /** A frame stands for an anchor whose value is not complete. */
  readonly anchors: Map<string, Anchor | Frame>;
  readonly frames: Frame[];
  readonly kinds: KeyKinds;
  root: Unrounded;
  /** Whether a whole number is among the values that no double holds. */
  hasExact: boolean;
  /** What readers of YAML 1.2 see otherwise. */
  readonly ambiguous: AmbiguousRow[];
  /** Values so far, aliases followed. */
  size: number;
  /** End of what was read last. */
  last: number;
}

/** Builds one document from its events; `place` gives the offset in the text for one in `source`. */
export function buildDocument(
  source: string,
  events: readonly Event[],
  place: (offset: number) => number,
  budget: Budget,
): Built {
  const hasTabs = source.includes('\t');
  const rows = rowWriter();
  const problems: OffsetProblem[] = [];
  const start = {
    anchors: new Map(),
    frames: [],
    kinds: new WeakMap(),
    root: null,
    size: 0,
    last: 0,
    hasExact: false,
    ambiguous: [],
  };
  const building: Building = { source, place, budget, hasTabs, rows, problems, ...start };
  const complete = events.every((event) => readEvent(building, event));
  if (hasTabs && complete) refused(building, refusedTab(source, building.last, source.length));
  if (problems.length > 0) return { ok: false, problems };
  const { root, hasExact, ambiguous } = building;
  const read = hasExact ? rounded(root) : { value: root as Json, exact: undefined };
  // The note of a merge key comes when its value is complete, behind notes of what is in it.
  if (ambiguous.length > 1) ambiguous.sort((a, b) => a.row - b.row);
  return {
    ok: true,
    value: read.value,
    rows,
    exact: read.exact,
    ambiguous: ambiguous.length > 0 ? ambiguous : undefined,
  };
}

/** Takes in the next event. This and all below answer whether reading can go on: false after a problem that hides the rest. */
function readEvent(building: Building, event: Event): boolean {
  const frame = building.frames.at(-1);
  const isKey = frame?.map !== undefined && frame.key === undefined;
  switch (event.type) {
    case EVENT_ID.SCALAR:
      return readScalar(building, event, frame, isKey);
    case EVENT_ID.SEQUENCE:
    case EVENT_ID.MAPPING:
      return openCollection(building, event, frame, isKey);
    case EVENT_ID.ALIAS:
      return readAlias(building, event, frame, isKey);
    case EVENT_ID.POP:
      return closeCollection(building);
    default:
      return true;
  }
}

function readScalar(building: Building, event: ScalarEvent, frame: Frame | undefined, isKey: boolean): boolean {
  const { source } = building;
  const keyAt = frame?.map && !isKey ? frame.keyAt : undefined;
  const offset = scalarOffset(source, event, building.last, { isList: frame?.list !== undefined, keyAt });
  if (refused(building, tabBefore(building, frame, Math.max(offset, event.tagStart, event.anchorStart)))) return false;
  // An item that is left out lies behind its dash.
  const leftOut = event.valueStart < 0 && frame?.list !== undefined;
  if (building.hasTabs || frame === undefined) {
    if (refused(building, refusedBlock(source, event, frame === undefined, building.last))) return false;
    if (leftOut && !frame.inBrackets && refused(building, refusedTabAtDash(source, offset))) return false;
    if (frame?.block !== undefined && refused(building, refusedPlainTab(source, event, frame.block, building.place)))
      return false;
  }
  building.last = Math.max(building.last, event.valueEnd, event.tagEnd, event.anchorEnd, leftOut ? offset + 1 : 0);
  if (refused(building, refusedEscape(source, event) ?? refusedAnchor(source, event) ?? refusedTag(source, event)))
    return false;
  if (frame?.inBrackets && refused(building, refusedInBrackets(source, event, isKey))) return false;
  const anchor = anchorOf(building, event);
  if (isKey) {
    if (refused(building, keyLine(building, event, frame!))) return false;
    if (!readKey(building, frame!, event, offset, true)) return false;
    if (anchor === undefined) return true;
  }
  const text = getScalarValue(source, event);
  const tag = tagOf(building, event);
  const plain = event.style === SCALAR_STYLE.PLAIN;
  const read = resolveScalar(text, plain, tag);
  const value = isScalarFault(read) ? null : read;
  if (isScalarFault(read) && !note(building, read.code, offset, `${quoted(text)} ${read.fault}`)) return false;
  const row = isKey ? -1 : openValue(building, frame, offset);
  if (anchor !== undefined) building.anchors.set(anchor, { value, kind: 'scalar', row, size: 1, scalar: event });
  if (isKey) return true;
  if (typeof value === 'bigint') building.hasExact = true;
  if (plain || tag !== undefined) {
    const rule = tag === undefined ? readingRule(text, value) : taggedRule(text, value, tag);
    if (rule !== undefined) building.ambiguous.push({ row, rule, text, ...(tag !== undefined && { tag }) });
  }
  building.size++;
  return put(building, frame, value, 'scalar', offset, row);
}

function openCollection(
  building: Building,
  event: SequenceEvent | MappingEvent,
  frame: Frame | undefined,
  isKey: boolean,
): boolean {
  const { source, frames, anchors } = building;
  if (isKey) {
    const isTemplate = source.startsWith('{{', event.start - 1);
    return fail(building, 'yaml-key', event.start, isTemplate ? IS_TEMPLATE : KEY_IS_NO_NAME);
  }
  if (
    refused(
      building,
      tabBefore(building, frame, event.start) ?? refusedAnchor(source, event) ?? refusedTag(source, event),
    )
  )
    return false;
  building.last = Math.max(building.last, event.start);
  const anchor = anchorOf(building, event);
  const list = event.type === EVENT_ID.SEQUENCE;
  const opened: Frame = {
    list: list ? [] : undefined,
    map: list ? undefined : {},
    row: openValue(building, frame, event.start),
    start: event.start,
    inBrackets: event.style === COLLECTION_STYLE.FLOW,
    block: event.style === COLLECTION_STYLE.FLOW ? frame?.block : event.start,
    anchor,
    sizeBefore: building.size++,
    key: undefined,
    keyAt: event.start,
    otherKey: undefined,
    isMerge: false,
    merged: undefined,
    mergeItems: list && frame?.isMerge ? [] : undefined,
  };
  frames.push(opened);
  if (anchor !== undefined) anchors.set(anchor, opened);
  return true;
}

function closeCollection(building: Building): boolean {
  const { frames, anchors, rows } = building;
  const done = frames.pop();
  // The end of the document, which is no value.
  if (done === undefined) return true;
  closeRow(rows, done.row);
  const value: Unrounded = done.list ?? done.map!;
  const kind = done.map ? 'map' : done.mergeItems?.every((one) => one === 'map') ? 'maps' : 'list';
  if (done.anchor !== undefined && anchors.get(done.anchor) === done) {
    anchors.set(done.anchor, { value, kind, row: done.row, size: building.size - done.sizeBefore, scalar: undefined });
  }
  return put(building, frames.at(-1), value, kind, done.start, done.row);
}

function readAlias(building: Building, event: AliasEvent, frame: Frame | undefined, isKey: boolean): boolean {
  const { source, anchors, budget, frames, rows } = building;
  const name = source.slice(event.anchorStart, event.anchorEnd);
  const offset = event.anchorStart - 1;
  const anchor = anchors.get(name);
  if (refused(building, tabBefore(building, frame, offset))) return false;
  building.last = event.anchorEnd;
  if (anchor === undefined) {
    const fault = 'has no anchor before it; write the value out';
    return fail(building, 'yaml-alias', offset, `the alias ${quoted(`*${name}`)} ${fault}`);
  }
  if ('mergeItems' in anchor) {
    return fail(building, 'yaml-alias', offset, `the alias ${quoted(`*${name}`)} contains itself; write the value out`);
  }
  if (isKey) {
    if (anchor.scalar) return readKey(building, frame!, anchor.scalar, offset, false);
    return fail(building, 'yaml-key', offset, KEY_IS_NO_NAME);
  }
  budget.aliasNodes -= anchor.size;
  if (budget.aliasNodes < 0) return fail(building, 'alias-limit', offset, TOO_MANY_ALIASES);
  const value = copyValue(anchor.value, budget.depth - frames.length);
  if (value === undefined) {
    const message = `with its alias the value nests deeper than ${budget.depth}; write it flatter`;
    return fail(building, 'nesting-limit', offset, message);
  }
  const kinds =
    typeof anchor.value === 'object' && anchor.value !== null ? building.kinds.get(anchor.value) : undefined;
  if (kinds !== undefined) building.kinds.set(value as object, kinds);
  building.size += anchor.size;
  const row = openValue(building, frame, offset);
  if (anchor.row >= 0) aliasRow(rows, row, anchor.row);
  // A list of maps may be merged where it is written, but not by its alias.
  return put(building, frame, value, anchor.kind === 'maps' ? 'list' : anchor.kind, offset, row);
}

/** Takes a scalar as the name of the next member; `own` is false for an alias, which is never a merge key. */
function readKey(building: Building, frame: Frame, event: ScalarEvent, offset: number, own: boolean): boolean {
  const { source, rows, problems, place } = building;
  const text = getScalarValue(source, event);
  const plain = event.style === SCALAR_STYLE.PLAIN;
  const tag = tagOf(building, event);
  frame.keyAt = offset;
  frame.isMerge = own && text === '<<' && (tag === undefined ? plain : MERGE_TAGS.has(tag));
  const resolved = frame.isMerge ? text : resolveKey(text, plain, tag);
  const name = typeof resolved === 'string' ? resolved : text;
  frame.key = name;
  const isOther = (plain || tag !== undefined) && isOtherName(name, text, tag);
  frame.otherKey = isOther ? { text, ...(tag !== undefined && { tag }) } : undefined;
  if (typeof resolved !== 'string')
    return note(building, resolved.code, offset, `the key ${quoted(text)} ${resolved.fault}`);
  if (frame.isMerge) return true;
  const map = frame.map!;
  // What begins with a letter and is no boolean is a text.
  const mayBeOther = name.charCodeAt(0) < 0x40 || name === 'true' || name === 'false';
  const kind = mayBeOther ? keyKind(text, plain, tag) : undefined;
  if (!Object.hasOwn(map, name)) {
    if (kind !== undefined) noteKind(building.kinds, map, name, kind);
    return true;
  }
  if (frame.merged?.delete(name)) {
    return building.kinds.get(map)?.get(name) === kind || note(building, 'duplicate-key', offset, unclearKey(name));
  }
  problems.push(repeatedKey(name, memberOffset(rows, frame.row, name), place(offset)));
  return problems.length < MAXIMUM_PROBLEMS;
}

/** Repeated keys and scalars without a meaning of a document that are told at once; a text that has more is not read on. */
export const MAXIMUM_PROBLEMS = 20;

/** The problem of a name that a map gives twice. */
export function repeatedKey(name: string, first: number | undefined, again: number): OffsetProblem {
  return {
    code: 'duplicate-key',
    message: (lineOf) =>
      `the key ${quoted(name)} is given on line ${lineOf(first ?? again)} and again on line ${lineOf(again)}; remove one of them`,
    offset: again,
  };
}

function unclearKey(name: string): string {
  return `two keys are called ${quoted(name)}, a text and a number or two numbers, one by a merge key, and kubectl takes either; remove one of them`;
}

/** Begins the row of the next value of a frame. */
function openValue({ rows, place, ambiguous }: Building, frame: Frame | undefined, offset: number): number {
  if (!frame?.map) return openRow(rows, undefined, place(offset), place(offset));
  if (frame.otherKey !== undefined) ambiguous.push({ row: rows.keys.length, rule: 'key', ...frame.otherKey });
  return openRow(rows, frame.isMerge ? null : frame.key, place(frame.keyAt), place(offset));
}

/** Puts a complete value where it belongs. */
function put(
  building: Building,
  frame: Frame | undefined,
  value: Unrounded,
  kind: Kind,
  offset: number,
  row: number,
): boolean {
  if (frame === undefined) building.root = value;
  else if (frame.list) {
    frame.list.push(value);
    frame.mergeItems?.push(kind);
  } else if (frame.isMerge) {
    if (kind !== 'map' && kind !== 'maps') return fail(building, 'yaml-merge', offset, MERGE_WANTS_MAPS);
    frame.merged ??= new Set();
    const sources = kind === 'map' ? [value as Members] : (value as readonly Members[]);
    const { replaced, unclear } = mergeInto(frame.map!, frame.merged, sources, building.kinds);
    if (unclear !== undefined && !note(building, 'duplicate-key', offset, unclearKey(unclear))) return false;
    if (replaced !== undefined) building.ambiguous.push({ row, rule: 'merge-order', text: replaced });
  } else define(frame.map!, frame.key!, value);
  if (frame?.map) {
    frame.key = undefined;
    frame.isMerge = false;
  }
  return true;
}

const MERGE_TAGS: ReadonlySet<string> = new Set(['!', '!!merge', '!<tag:yaml.org,2002:merge>']);
const KEY_IS_NO_NAME = 'a list or map cannot be the name of a member; write a text before the colon';
const IS_TEMPLATE = '`{{` belongs to a template, not to YAML; render it first, or exclude the file';
const MERGE_WANTS_MAPS = 'a merge key `<<` takes a map or a list of maps; name the anchor of a map here';
const TOO_MANY_ALIASES =
  'the aliases up to here stand for more values than are read; write the values out or split the file';

function fail(building: Building, code: ManifestProblemCode, offset: number, message: string): false {
  building.problems.push({ code, message, offset: building.place(offset) });
  return false;
}

/** Adds a problem that hides nothing behind it. */
function note(building: Building, code: ManifestProblemCode, offset: number, message: string): boolean {
  fail(building, code, offset, message);
  return building.problems.length < MAXIMUM_PROBLEMS;
}

function refused(building: Building, refusal: Refusal | undefined): boolean {
  if (refusal !== undefined) fail(building, refusal.code, refusal.offset, refusal.message);
  return refusal !== undefined;
}

function tabBefore({ hasTabs, source, last }: Building, frame: Frame | undefined, offset: number): Refusal | undefined {
  return hasTabs && !frame?.inBrackets && offset > last ? refusedTab(source, last, offset) : undefined;
}

/** For the first key of a map, if it has a tag or anchor: whether the map begins on the line of the key it belongs to. */
function keyLine({ source, frames, rows }: Building, event: ScalarEvent, frame: Frame): Refusal | undefined {
  const start = Math.max(event.tagStart, event.anchorStart);
  if (start < 0 || frame.inBrackets || frame.row !== rows.keys.length - 1) return undefined;
  const parent = frames.at(-2);
  return parent?.map ? refusedOnKeyLine(source, parent.keyAt, start) : undefined;
}

function tagOf({ source }: Building, { tagStart, tagEnd }: ScalarEvent): string | undefined {
  return tagStart < 0 ? undefined : source.slice(tagStart, tagEnd);
}

function anchorOf({ source }: Building, { anchorStart, anchorEnd }: ScalarEvent | SequenceEvent | MappingEvent) {
  return anchorStart < 0 ? undefined : source.slice(anchorStart, anchorEnd);
}
