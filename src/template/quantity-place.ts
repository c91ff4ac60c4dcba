// Which places of an object hold quantities: there `1Gi` and `1024Mi` are the same. Everywhere else text is text.

/** Maps from resource names to quantities. */
const HOLDERS: ReadonlySet<string> = new Set(['requests', 'limits', 'hard', 'capacity', 'allocatable', 'podFixed']);
/** The same, in the items of a LimitRange. */
const LIMITS: ReadonlySet<string> = new Set(['default', 'defaultRequest', 'max', 'min', 'maxLimitRequestRatio']);
const FIELDS: ReadonlySet<string> = new Set(['sizeLimit', 'divisor', 'averageValue']);

/** Whether the place, given as keys from the object's root with `[]` for items, holds a quantity. */
export function isQuantityPlace(path: readonly string[]): boolean {
  // What users keep in ConfigMaps and annotations is theirs.
  if (path[0] === 'data' || path[0] === 'metadata') return false;
  const parent = path.at(-2) ?? '';
  return (
    FIELDS.has(path.at(-1) ?? '') ||
    HOLDERS.has(parent) ||
    (LIMITS.has(parent) && path.at(-3) === '[]' && path.at(-4) === 'limits')
  );
}
