// What can be wrong with a text: the codes, and their shape. Whether a run goes on is decided by who asked.
import type { Position } from './position.ts';

export { quoted } from '../kube/quoted.ts';

/** Why a text, or one of its documents, could not be read. */
export type ManifestProblemCode =
  | 'yaml-syntax'
  | 'json-syntax'
  | 'yaml-separator'
  | 'yaml-lost-text'
  | 'yaml-key'
  | 'yaml-tag'
  | 'yaml-merge'
  | 'yaml-alias'
  | 'alias-limit'
  | 'nesting-limit'
  | 'size-limit'
  | 'duplicate-key'
  | 'number-range'
  | 'encoding'
  | 'nul-byte'
  | 'control-character'
  | 'unicode-escape'
  | 'manifest-shape'
  | 'lfs-pointer'
  | 'empty-file';

/** One thing that could not be read. The message is one sentence and says the remedy. */
export interface ManifestProblem {
  readonly code: ManifestProblemCode;
  readonly message: string;
  readonly position: Position;
}

/** A problem whose place is still an offset into the text. */
export interface OffsetProblem {
  readonly code: ManifestProblemCode;
  /** A function where the sentence names the line of another offset. */
  readonly message: string | ((lineOf: (offset: number) => number) => string);
  readonly offset: number;
}
