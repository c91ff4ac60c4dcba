// Regular expressions on RE2's engine, which is Go's grammar and linear in the text (k8s.io/apiserver pkg/cel/library, regex).
import { RE2JS } from 're2js';
import { Fault, spend } from './fault.ts';
import type { Definition } from './overload.ts';
import { type List, listOf } from './value.ts';

const cache = new Map<string, RE2JS>();
/** Patterns may come from data: the cache is bounded. */
const CACHED = 1_000;

/** Compiles a pattern; raises a fault for what is none. */
export function patternOf(source: string): RE2JS {
  const known = cache.get(source);
  if (known) return known;
  let pattern: RE2JS;
  try {
    pattern = RE2JS.compile(source);
  } catch (error) {
    throw new Fault(
      `the pattern is not valid: ${String((error as Error).message).replace(/^error parsing regexp: /, '')}`,
    );
  }
  if (cache.size >= CACHED) cache.clear();
  cache.set(source, pattern);
  return pattern;
}

/** A search costs in the length of the text and of the program. */
function charge(pattern: RE2JS, text: string): void {
  spend((1 + (pattern.programSize() >> 4)) * (1 + (text.length >> 4)));
}

function matches(text: string, source: string): boolean {
  const pattern = patternOf(source);
  charge(pattern, text);
  return pattern.test(text);
}

function find(text: string, source: string): string {
  const pattern = patternOf(source);
  charge(pattern, text);
  const matcher = pattern.matcher(text);
  return matcher.find() ? (matcher.group() ?? '') : '';
}

/** All matches from left to right; an empty one right behind another match does not count. */
function findAll(text: string, source: string, count = -1n): List {
  const pattern = patternOf(source);
  const limit = count < 0n ? text.length + 2 : Number(count);
  const matcher = pattern.matcher(text);
  const found: string[] = [];
  let previousEnd = -1;
  let from = 0;
  while (found.length < limit && from <= text.length) {
    charge(pattern, from === 0 ? text : '');
    if (!matcher.find(from)) break;
    const [start, end] = [matcher.start(), matcher.end()];
    if (end > from || start !== previousEnd) found.push(matcher.group() ?? '');
    if (end > from) from = end;
    else from += (text.codePointAt(from) ?? 0) > 0xffff ? 2 : 1;
    previousEnd = end;
  }
  return listOf(found);
}

/** Functions that search. */
export const REGEX_FUNCTIONS: readonly Definition[] = [
  ['matches(string, string): bool', matches],
  ['(string).matches(string): bool', matches],
  ['(string).find(string): string', find],
  ['(string).findAll(string): list(string)', findAll],
  ['(string).findAll(string, int): list(string)', findAll],
];
