// Paths within volumes and containers. Source: pkg/apis/core/validation, validateLocalDescendingPath and its like.
import type { NameRule } from '../names.ts';

/** A path without `..`. */
export const steplessPath: NameRule = (path) => (path.split('/').includes('..') ? 'must not contain `..`' : undefined);

/** A relative path without `..`. */
export const descendingPath: NameRule = (path) =>
  path.startsWith('/') ? 'must be a relative path' : steplessPath(path);

/** A relative path without `..` that does not start like one: names of files in a volume. */
export const filePath: NameRule = (path) =>
  descendingPath(path) ?? (path.startsWith('..') ? 'must not start with `..`' : undefined);
