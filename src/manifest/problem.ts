// What can be wrong with a text: the codes, and their shape. Whether a run goes on is decided by who asked.
import type { Position } from './position.ts';

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

/** A name or value as a message shows it: in backticks, control characters escaped, cut at 80 characters. */
export function quoted(text: string): string {
  const short = text.length > 80 ? `${text.slice(0, 79)}…` : text;
  const shown = short.replace(
    /[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069`]/g,
    (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `\`${shown}\``;
}
