// Texts explained by others: `web-config`, `api-config` are `${name}-config` where another hole holds `web`, `api`. Only what is
// explained to its last letter counts; a text that is left with a rest of its own stays a hole.
import { commonPrefix, commonSuffix, wordsAt } from './words.ts';

/** A vector of texts; undefined where a resource has none. */
export type Texts = readonly (string | undefined)[];

/** A text in pieces: literal, or the index of the base that stands there. */
export type Piece = string | number;

/** More bases than this in one text are not tried. */
const MOST_BASES = 3;
/** Bases that stand in all texts and are tried, the longest first. */
const MOST_CANDIDATES = 8;

/** The pieces that make every text of the bases and of text that is the same everywhere; undefined where there are none. */
export function explain(texts: Texts, bases: readonly Texts[]): readonly Piece[] | undefined {
  const indexes = texts.flatMap((text, index) => (text === undefined ? [] : [index]));
  const candidates = bases
    .map((base, id) => ({ id, base, length: indexes.reduce((sum, index) => sum + (base[index]?.length ?? 0), 0) }))
    .filter(({ base }) =>
      indexes.every((index) => base[index] !== undefined && wordsAt(texts[index] as string, base[index]).length > 0),
    )
    .sort((a, b) => b.length - a.length)
    .slice(0, MOST_CANDIDATES);
  for (let size = 1; size <= Math.min(MOST_BASES, candidates.length); size++) {
    for (const chosen of combinations(candidates, size)) {
      for (const mode of ['all', 'first', 'last'] as const) {
        const pieces = split(texts, indexes, chosen, mode);
        if (pieces) return pieces;
      }
    }
  }
  return undefined;
}

function split(
  texts: Texts,
  indexes: readonly number[],
  chosen: readonly { readonly id: number; readonly base: Texts }[],
  mode: 'all' | 'first' | 'last',
): readonly Piece[] | undefined {
  let common: readonly Piece[] | undefined;
  for (const index of indexes) {
    let pieces: readonly Piece[] = [texts[index] as string];
    for (const { id, base } of chosen) pieces = pieces.flatMap((piece) => cut(piece, id, base[index] as string, mode));
    if (common === undefined) {
      const adjacent = pieces.some((piece, at) => typeof piece === 'number' && typeof pieces[at + 1] === 'number');
      const complete = chosen.every(({ id }) => pieces.includes(id));
      // Two holes side by side could not be told apart again, and a hole behind a dollar would be read as plain text.
      const escaped = pieces.some((piece, at) => String(piece).endsWith('$') && at + 1 < pieces.length);
      if (adjacent || escaped || !complete) return undefined;
      common = pieces;
    } else if (pieces.length !== common.length || pieces.some((piece, at) => piece !== common?.[at])) return undefined;
  }
  return common;
}

function cut(piece: Piece, id: number, word: string, mode: 'all' | 'first' | 'last'): readonly Piece[] {
  if (typeof piece === 'number') return [piece];
  const all = wordsAt(piece, word);
  const places = mode === 'all' ? all : mode === 'first' ? all.slice(0, 1) : all.slice(-1);
  const pieces: Piece[] = [];
  let from = 0;
  for (const at of places) {
    if (at > from) pieces.push(piece.slice(from, at));
    pieces.push(id);
    from = at + word.length;
  }
  if (from < piece.length) pieces.push(piece.slice(from));
  return pieces;
}

function* combinations<T>(from: readonly T[], size: number): Generator<readonly T[]> {
  if (size === 0) {
    yield [];
    return;
  }
  for (let index = 0; index <= from.length - size; index++) {
    for (const rest of combinations(from.slice(index + 1), size - 1)) yield [from[index] as T, ...rest];
  }
}

/** What is left of texts without the words that all begin and end with; undefined where that is all or nothing. */
export function coreOf(
  texts: Texts,
): { readonly prefix: string; readonly core: Texts; readonly suffix: string } | undefined {
  const given = texts.filter((text) => text !== undefined);
  const prefix = commonPrefix(given);
  const suffix = commonSuffix(given.map((text) => text.slice(prefix.length)));
  if (prefix === '' && suffix === '') return undefined;
  const core = texts.map((text) => text?.slice(prefix.length, text.length - suffix.length));
  return core.some((text) => text === '') ? undefined : { prefix, core, suffix };
}
