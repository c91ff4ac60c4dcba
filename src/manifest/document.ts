// What a text holds once read: vocabulary of this room and of all that read documents.
import type { Json } from '../kube/object.ts';
import type { ReadingRule } from './core.ts';
import type { ExactNumbers } from './exact.ts';
import type { Position, PositionIndex } from './position.ts';
import type { ManifestProblem } from './problem.ts';

/** One document of a text, or one item of a List in it. */
export interface ManifestDocument {
  /** Number of the document in the text from 0, as `---` lines part it. */
  readonly index: number;
  readonly value: Json;
  readonly positions: PositionIndex;
  /** Where the value begins. */
  readonly start: Position;
  /** Index in the List it was unrolled from. */
  readonly item?: number;
  /** Where the value lies in the document: '' or, unrolled, `/items/3`. */
  readonly basePointer: string;
  /** Row of the value in `positions`. */
  readonly row: number;
  /** The whole numbers in the value that no double holds, if there are any: `exactAt` reads them. */
  readonly exact?: ExactNumbers | undefined;
  /** What readers of YAML 1.2 see otherwise in the whole document, if anything: `ambiguousScalars` tells that of this value. */
  readonly ambiguous?: readonly AmbiguousRow[] | undefined;
}

/** What a reader notes: the row of a value whose scalar, or whose name, is read otherwise. */
export interface AmbiguousRow {
  readonly row: number;
  readonly rule: ReadingRule;
  /** The scalar as written; for `merge-order` the name that is replaced. */
  readonly text: string;
  readonly tag?: string;
}

/** All that a text holds: problems stand in the order of the text. */
export interface ParsedText {
  readonly documents: readonly ManifestDocument[];
  readonly problems: readonly ManifestProblem[];
}

/** Manifests of a text; `ignored` counts the documents that are none. */
export interface ParsedManifests extends ParsedText {
  readonly ignored: number;
}
