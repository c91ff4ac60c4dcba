// "Did you mean": the known word nearest to a mistyped one. Says nothing about which words are known.

/**
 * The candidate that fewest single-letter edits (insert, drop, change, swap neighbours; case is free) turn the word into, if
 * that is at most `most`, a third of its length and at least one unless stated; undefined when none is that near. Of equals the
 * first wins.
 */
export function closest(
  word: string,
  candidates: Iterable<string>,
  most = Math.max(1, Math.floor(word.length / 3)),
): string | undefined {
  const wanted = word.toLowerCase();
  let best: string | undefined;
  let allowed = most;
  for (const candidate of candidates) {
    if (candidate === word || Math.abs(candidate.length - word.length) > allowed) continue;
    const found = distance(wanted, candidate.toLowerCase());
    // From here on only a strictly nearer candidate is better.
    if (found <= allowed && (best === undefined || found < allowed)) {
      best = candidate;
      allowed = found;
    }
  }
  return best;
}

/** Optimal string alignment distance: edits needed when no stretch is edited twice. */
function distance(from: string, to: string): number {
  let before: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let column = 1; column <= to.length; column++) {
      const same = from[row - 1] === to[column - 1];
      let edits = Math.min(last[column]! + 1, current[column - 1]! + 1, last[column - 1]! + (same ? 0 : 1));
      const swapped = row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      if (swapped) edits = Math.min(edits, before[column - 2]! + 1);
      current.push(edits);
    }
    before = last;
    last = current;
  }
  return last[to.length]!;
}
