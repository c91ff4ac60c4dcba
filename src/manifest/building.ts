// The state of a document while it is built: what has been read so far, what is open, what is wrong. build.ts takes events in,
// build-member.ts puts values in their places.
import type { MappingEvent, ScalarEvent, SequenceEvent } from 'js-yaml';
import type { Json } from '../kube/object.ts';
import type { AmbiguousRow } from './document.ts';
import type { ExactNumbers, Unrounded } from './exact.ts';
import type { KeyKinds } from './merge.ts';
import type { RowWriter } from './position.ts';
import { type ManifestProblemCode, type OffsetProblem, quoted } from './problem.ts';
import { type Refusal, refusedTab } from './refusal.ts';

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

/** A map that is being read. */
export type Members = Record<string, Unrounded>;

/** What a value was written as; a list whose items are all maps, below a merge key, is `maps`. */
export type Kind = 'scalar' | 'list' | 'map' | 'maps';

/** A value that aliases may stand for. */
export interface Anchor {
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
export interface Frame {
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

/** The state of one document. */
export interface Building {
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

/** What is said of two names that kubectl makes one of. */
export function unclearKey(name: string): string {
  return `two keys are called ${quoted(name)}, a text and a number or two numbers, one by a merge key, and kubectl takes either; remove one of them`;
}

/** Adds a problem; the answer is that reading cannot go on. */
export function fail(building: Building, code: ManifestProblemCode, offset: number, message: string): false {
  building.problems.push({ code, message, offset: building.place(offset) });
  return false;
}

/** Adds a problem that hides nothing behind it. */
export function note(building: Building, code: ManifestProblemCode, offset: number, message: string): boolean {
  fail(building, code, offset, message);
  return building.problems.length < MAXIMUM_PROBLEMS;
}

/** Adds the problem of a text that kubectl refuses, if there is one, and answers whether there is. */
export function refused(building: Building, refusal: Refusal | undefined): boolean {
  if (refusal !== undefined) fail(building, refusal.code, refusal.offset, refusal.message);
  return refusal !== undefined;
}

/** A tab between the end of what was read last and an offset, where kubectl takes none. */
export function tabBefore(
  { hasTabs, source, last }: Building,
  frame: Frame | undefined,
  offset: number,
): Refusal | undefined {
  return hasTabs && !frame?.inBrackets && offset > last ? refusedTab(source, last, offset) : undefined;
}

/** The tag of a scalar as written. */
export function tagOf({ source }: Building, { tagStart, tagEnd }: ScalarEvent): string | undefined {
  return tagStart < 0 ? undefined : source.slice(tagStart, tagEnd);
}

/** The name of an anchor. */
export function anchorOf({ source }: Building, { anchorStart, anchorEnd }: ScalarEvent | SequenceEvent | MappingEvent) {
  return anchorStart < 0 ? undefined : source.slice(anchorStart, anchorEnd);
}
