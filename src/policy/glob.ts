// Globs of names and of repository paths, matched in time linear in text times pattern: no regular expression that could backtrack.

/** `*` is any run of characters, `?` one character; everything else is itself. */
export function matchesGlob(pattern: string, text: string): boolean {
  return wildcard(pattern, text, (a, b) => a === '?' || a === b);
}

/** A glob over paths: `*` and `?` stay within a segment, `**` is any number of segments, a trailing `/` means all below. */
export function matchesPath(pattern: string, path: string): boolean {
  const trimmed = pattern.replace(/^\.?\//, '');
  const segments = (trimmed.endsWith('/') ? `${trimmed}**` : trimmed).split('/');
  return wildcard(segments, path.split('/'), (a, b) => matchesGlob(a, b), '**');
}

/** The two-pointer wildcard match: on a mismatch the last star takes one item more. */
function wildcard(
  pattern: ArrayLike<string>,
  items: ArrayLike<string>,
  same: (pattern: string, item: string) => boolean,
  star = '*',
): boolean {
  let p = 0;
  let i = 0;
  let lastStar = -1;
  let resume = 0;
  while (i < items.length) {
    const one = pattern[p];
    if (one === star) {
      lastStar = p++;
      resume = i;
    } else if (one !== undefined && same(one, items[i] ?? '')) {
      p++;
      i++;
    } else if (lastStar >= 0) {
      p = lastStar + 1;
      i = ++resume;
    } else return false;
  }
  while (pattern[p] === star) p++;
  return p === pattern.length;
}
