// Numbers that look random and are the same in every run: a proof must be found again. No source of randomness is read.

/** A sequence of whole numbers; `below` yields the next one from 0 up to, and without, the bound. */
export interface Sequence {
  below(bound: number): number;
  /** One of the items; undefined where there are none. */
  pick<T>(items: readonly T[]): T | undefined;
}

/** The sequence of a seed (a linear congruential generator with the constants of Numerical Recipes). */
export function sequence(seed: number): Sequence {
  let state = seed >>> 0;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    // The lower bits of such a generator repeat soon.
    return state >>> 8;
  };
  return {
    below: (bound) => next() % Math.max(1, bound),
    pick: (items) => items[next() % Math.max(1, items.length)],
  };
}
