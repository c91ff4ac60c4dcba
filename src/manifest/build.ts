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
import { keyLine, openValue, put, readKey } from './build-member.ts';
import {
  anchorOf,
  type Budget,
  type Building,
  type Built,
  type Frame,
  fail,
  note,
  refused,
  tabBefore,
  tagOf,
} from './building.ts';
import { readingRule, taggedRule } from './core.ts';
import { rounded, type Unrounded } from './exact.ts';
import { aliasRow, closeRow, rowWriter } from './position.ts';
import { type OffsetProblem, quoted } from './problem.ts';
import {
  refusedAnchor,
  refusedBlock,
  refusedEscape,
  refusedInBrackets,
  refusedPlainTab,
  refusedTab,
  refusedTabAtDash,
  refusedTag,
} from './refusal.ts';
import { scalarOffset } from './scalar-offset.ts';
import { isScalarFault, resolveScalar } from './scalars.ts';
import { copyValue } from './value.ts';

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

const KEY_IS_NO_NAME = 'a list or map cannot be the name of a member; write a text before the colon';
const IS_TEMPLATE = '`{{` belongs to a template, not to YAML; render it first, or exclude the file';
const TOO_MANY_ALIASES =
  'the aliases up to here stand for more values than are read; write the values out or split the file';
