// Where values go: the names of a map, merge keys, list items. Knows what is open; which event comes next is build.ts's.
import { getScalarValue, SCALAR_STYLE, type ScalarEvent } from 'js-yaml';
import {
  type Building,
  type Frame,
  fail,
  type Kind,
  MAXIMUM_PROBLEMS,
  type Members,
  note,
  repeatedKey,
  tagOf,
  unclearKey,
} from './building.ts';
import { isOtherName } from './core.ts';
import type { Unrounded } from './exact.ts';
import { mergeInto, noteKind } from './merge.ts';
import { memberOffset, openRow } from './position.ts';
import { quoted } from './problem.ts';
import { type Refusal, refusedOnKeyLine } from './refusal.ts';
import { keyKind, resolveKey } from './scalars.ts';
import { define } from './value.ts';

/** Takes a scalar as the name of the next member; `own` is false for an alias, which is never a merge key. */
export function readKey(building: Building, frame: Frame, event: ScalarEvent, offset: number, own: boolean): boolean {
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

/** Begins the row of the next value of a frame. */
export function openValue({ rows, place, ambiguous }: Building, frame: Frame | undefined, offset: number): number {
  if (!frame?.map) return openRow(rows, undefined, place(offset), place(offset));
  if (frame.otherKey !== undefined) ambiguous.push({ row: rows.keys.length, rule: 'key', ...frame.otherKey });
  return openRow(rows, frame.isMerge ? null : frame.key, place(frame.keyAt), place(offset));
}

/** Puts a complete value where it belongs. */
export function put(
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

/** For the first key of a map, if it has a tag or anchor: whether the map begins on the line of the key it belongs to. */
export function keyLine({ source, frames, rows }: Building, event: ScalarEvent, frame: Frame): Refusal | undefined {
  const start = Math.max(event.tagStart, event.anchorStart);
  if (start < 0 || frame.inBrackets || frame.row !== rows.keys.length - 1) return undefined;
  const parent = frames.at(-2);
  return parent?.map ? refusedOnKeyLine(source, parent.keyAt, start) : undefined;
}

const MERGE_TAGS: ReadonlySet<string> = new Set(['!', '!!merge', '!<tag:yaml.org,2002:merge>']);
const MERGE_WANTS_MAPS = 'a merge key `<<` takes a map or a list of maps; name the anchor of a map here';
