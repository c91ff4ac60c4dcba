// Regular expressions: JavaScript's notation, re2js's engine, so that no pattern takes more than linear time. Whether a plain pattern is
// found is answered by JavaScript's own engine, which says the same.
import { RE2JS } from 're2js';
import { plainPattern } from '../kube/plain-pattern.ts';
import { charge } from './budget.ts';
import { ExpressionError } from './messages.ts';
import { type Callable, callable, emptyObject } from './values.ts';

/** One match; offsets are UTF-16 units. A group that took no part is undefined. */
export interface Match {
  readonly match: string;
  readonly start: number;
  readonly end: number;
  readonly groups: readonly (string | undefined)[];
}

/** A pattern ready to search with. */
export interface Pattern {
  readonly source: string;
  /** Steps that a search of one 16-character stretch costs. */
  readonly cost: number;
  readonly engine: RE2JS;
  /** The same pattern for JavaScript's engine, where it is plain. */
  readonly plain: RegExp | undefined;
}

const cache = new Map<string, Pattern>();

/** Compiles what jsonata's parser read; raises `regex-unsupported` for what RE2 has not (look-around, back-references, repeats over 1,000). */
export function patternOf({ source, flags }: Pick<RegExp, 'source' | 'flags'>, position: number): Pattern {
  const key = `${flags}/${source}`;
  const known = cache.get(key);
  if (known) return known;
  let engine: RE2JS;
  try {
    const bits = (flags.includes('i') ? RE2JS.CASE_INSENSITIVE : 0) | (flags.includes('m') ? RE2JS.MULTILINE : 0);
    engine = RE2JS.compile(RE2JS.translateRegExp(source), bits);
  } catch (error) {
    const message = String((error as Error).message).replace(/^error parsing regexp: /, '');
    throw new ExpressionError('regex-unsupported', position, { message });
  }
  const plain = flags.includes('m') ? undefined : plainPattern(source, { ignoreCase: flags.includes('i') });
  const pattern: Pattern = { source, engine, plain, cost: 1 + (engine.programSize() >> 4) };
  // patterns may come from data: the cache is bounded
  if (cache.size >= 1_000) cache.clear();
  cache.set(key, pattern);
  return pattern;
}

/** Whether the pattern is found anywhere in the text. */
export function found({ engine, plain, cost }: Pattern, text: string): boolean {
  charge(cost * (1 + (text.length >> 4)));
  return (plain ?? engine).test(text);
}

/** The first match at or after an offset. */
export function find({ engine, cost }: Pattern, text: string, from: number): Match | undefined {
  if (from > text.length || from < 0) return undefined;
  charge(cost * (1 + ((text.length - from) >> 4)));
  const matcher = engine.matcher(text);
  if (!matcher.find(from)) return undefined;
  const groups: (string | undefined)[] = [];
  for (let group = 1; group <= matcher.groupCount(); group++) groups.push(matcher.group(group) ?? undefined);
  return { match: matcher.group() ?? '', start: matcher.start(), end: matcher.end(), groups };
}

/** The match after another one; nothing at the end of the text, an error (D1004) where the pattern stands still. */
export function findNext(pattern: Pattern, text: string, end: number): Match | undefined {
  if (end >= text.length) return undefined;
  const next = find(pattern, text, end);
  if (next?.match === '') throw new ExpressionError('D1004');
  return next;
}

/** Function values made of patterns: built-ins search with the pattern itself instead of calling them. */
const PATTERNS = new WeakMap<Callable, Pattern>();

/** The pattern behind a function value, undefined where it is another function. */
export function patternBehind(value: unknown): Pattern | undefined {
  return typeof value === 'function' ? PATTERNS.get(value as Callable) : undefined;
}

/** The function that a regular expression is: text to an object with match, start, end, groups and a function `next`. */
export function matcherOf(pattern: Pattern): Callable {
  const matcher = callable(2, (args) => {
    const [text, from] = args;
    if (typeof text !== 'string')
      throw new ExpressionError('T0410', -1, { token: 'regular expression', value: text, index: 1 });
    return described(pattern, text, find(pattern, text, typeof from === 'number' ? from : 0));
  });
  PATTERNS.set(matcher, pattern);
  return matcher;
}

/** The same function value under another identity (a function that was passed as an argument). */
export function carryPattern(from: Callable, to: Callable): void {
  const pattern = PATTERNS.get(from);
  if (pattern) PATTERNS.set(to, pattern);
}

function described(pattern: Pattern, text: string, match: Match | undefined): unknown {
  if (!match) return undefined;
  const next = callable(0, () => described(pattern, text, findNext(pattern, text, match.end)));
  return Object.assign(emptyObject(), match, { groups: [...match.groups], next });
}
