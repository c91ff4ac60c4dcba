// Built-in functions on text: parts, case, search and replacement, all synchronous and charged by the length they make.

import { charge, chargeText } from './budget.ts';
import { type Builtin, builtin } from './builtin.ts';
import { invoke, isCallable } from './call.ts';
import { ExpressionError } from './messages.ts';
import { find, findNext, found, type Match, type Pattern, patternBehind } from './regex.ts';
import { asSequence, emptyObject, textOf } from './values.ts';

type Text = string | undefined;

/** Characters (code points) of a text. */
function charactersOf(text: string): string[] {
  charge(text.length);
  return Array.from(text);
}

function substring(text: Text, start: number, length: number | undefined): Text {
  if (text === undefined) return undefined;
  const characters = charactersOf(text);
  const from = characters.length + start < 0 ? 0 : start;
  if (length === undefined) return characters.slice(from).join('');
  if (length <= 0) return '';
  return characters.slice(from, from >= 0 ? from + length : characters.length + from + length).join('');
}

function pad(text: Text, width: number, filler: Text): Text {
  if (text === undefined) return undefined;
  const fill = filler === undefined || filler === '' ? ' ' : filler;
  const columns = Math.trunc(width);
  const missing = Math.abs(columns) - charactersOf(text).length;
  if (!(missing > 0)) return text;
  charge(1 + missing / 16 + (missing * fill.length) / 16);
  const padding = fill.length === 1 ? fill.repeat(missing) : substring(fill.repeat(missing), 0, missing);
  return columns > 0 ? text + padding : padding + text;
}

/** A match as a function written by an author yields it. */
function customMatch(value: unknown): (Match & { readonly next: unknown }) | undefined {
  if (value === undefined || value === null || value === false || value === 0 || value === '') return undefined;
  const match = value as Record<string, unknown>;
  if (typeof match['start'] !== 'number' && !Array.isArray(match['groups']) && typeof match['next'] !== 'function')
    throw new ExpressionError('T1010');
  const start = typeof match['start'] === 'number' ? match['start'] : 0;
  return {
    match: typeof match['match'] === 'string' ? match['match'] : '',
    start,
    end: typeof match['end'] === 'number' ? match['end'] : start,
    groups: Array.isArray(match['groups']) ? match['groups'] : [],
    next: match['next'],
  };
}

/** All matches, one after the other; `limit` ends the search early. */
function* matches(text: string, matcher: unknown, limit: number | undefined): Generator<Match> {
  const pattern: Pattern | undefined = patternBehind(matcher);
  let count = 0;
  if (pattern) {
    let match = find(pattern, text, 0);
    while (match && (limit === undefined || count < limit)) {
      yield match;
      count++;
      match = findNext(pattern, text, match.end);
    }
    return;
  }
  if (!isCallable(matcher)) throw new ExpressionError('T1006');
  let match = customMatch(invoke(matcher, [text], null));
  while (match && (limit === undefined || count < limit)) {
    charge(1);
    yield match;
    count++;
    if (!isCallable(match.next)) throw new ExpressionError('T1010');
    match = customMatch(invoke(match.next, [], null));
  }
}

function contains(text: Text, token: unknown): boolean | undefined {
  if (text === undefined || token === undefined) return undefined;
  if (typeof token === 'string') {
    chargeText(text.length >> 2);
    return text.includes(token);
  }
  const pattern = patternBehind(token);
  if (pattern) return found(pattern, text);
  if (!isCallable(token)) throw new ExpressionError('T1006');
  const result = invoke(token, [text], null);
  customMatch(result);
  return result !== undefined;
}

function match(text: Text, matcher: unknown, limit: number | undefined): unknown {
  if (text === undefined) return undefined;
  if (limit !== undefined && limit < 0) throw new ExpressionError('D3040');
  const result: unknown[] = [];
  if (limit === undefined || limit > 0) {
    for (const one of matches(text, matcher, limit)) {
      charge(1);
      result.push(Object.assign(emptyObject(), { match: one.match, index: one.start, groups: one.groups }));
    }
  }
  return asSequence(result);
}

/** The replacement text with `$0`, `$1` … filled in and `$$` a dollar. */
function filled(template: string, { match, groups }: Match): string {
  const digits = groups.length === 0 ? 1 : Math.floor(Math.log(groups.length) * Math.LOG10E) + 1;
  return template.replace(/\$(\$|0|\d*)/g, (whole, found: string) => {
    if (found === '$') return '$';
    if (found === '') return whole;
    if (found.startsWith('0')) return match + found.slice(1);
    let index = Number.parseInt(found.slice(0, digits), 10);
    if (digits > 1 && index > groups.length) index = Number.parseInt(found.slice(0, digits - 1), 10);
    return (groups[index - 1] ?? '') + found.slice(String(index).length);
  });
}

function replace(text: Text, pattern: unknown, replacement: unknown, limit: number | undefined): Text {
  if (text === undefined) return undefined;
  if (pattern === '') throw new ExpressionError('D3010');
  if (limit !== undefined && limit < 0) throw new ExpressionError('D3011');
  if (limit !== undefined && !(limit > 0)) return text;
  let result = '';
  let position = 0;
  const add = (part: string) => {
    chargeText(part.length);
    result += part;
  };
  if (typeof pattern === 'string') {
    let index = text.indexOf(pattern);
    for (let count = 0; index !== -1 && (limit === undefined || count < limit); count++) {
      add(text.slice(position, index));
      if (typeof replacement !== 'string') throw new ExpressionError('D3012', -1, { value: replacement });
      add(replacement);
      position = index + pattern.length;
      index = text.indexOf(pattern, position);
    }
  } else {
    for (const one of matches(text, pattern, limit)) {
      add(text.substring(position, one.start));
      const by =
        typeof replacement === 'string'
          ? filled(replacement, one)
          : isCallable(replacement)
            ? invoke(replacement, [Object.assign(emptyObject(), one)], null)
            : undefined;
      if (typeof by !== 'string') throw new ExpressionError('D3012', -1, { value: by });
      add(by);
      position = one.start + one.match.length;
    }
  }
  add(text.slice(position));
  return result;
}

function split(text: Text, separator: unknown, limit: number | undefined): unknown {
  if (text === undefined) return undefined;
  if (limit !== undefined && limit < 0) throw new ExpressionError('D3020');
  if (limit !== undefined && !(limit > 0)) return [];
  charge(text.length >> 2);
  if (typeof separator === 'string' || separator === undefined) {
    const parts = text.split(separator as string, limit);
    charge(parts.length);
    return parts;
  }
  const result: string[] = [];
  let start = 0;
  for (const one of matches(text, separator, limit)) {
    charge(1);
    result.push(text.substring(start, one.start));
    start = one.end;
  }
  if (limit === undefined || result.length < limit) result.push(text.substring(start));
  return result;
}

function join(parts: readonly string[] | undefined, separator: Text): Text {
  if (parts === undefined) return undefined;
  const between = separator ?? '';
  let length = 0;
  for (const part of parts) length += part.length + between.length;
  charge(parts.length + (length >> 4));
  return parts.join(between);
}

function trim(text: Text): Text {
  if (text === undefined) return undefined;
  chargeText(text.length);
  return text.replace(/[ \t\n\r]+/g, ' ').replace(/^ | $/g, '');
}

function cased(change: (text: string) => string): (text: unknown) => Text {
  return (text) => {
    if (typeof text !== 'string') return undefined;
    chargeText(text.length);
    return change(text);
  };
}

function beside(after: boolean): (text: unknown, mark: unknown) => Text {
  return (text, mark) => {
    if (typeof text !== 'string') return undefined;
    chargeText(text.length);
    const sought = String(mark);
    const at = text.indexOf(sought);
    if (at < 0) return text;
    return after ? text.slice(at + sought.length) : text.slice(0, at);
  };
}

/** The built-in functions on text. */
export const TEXT: readonly Builtin[] = [
  builtin('string', '<x-b?:s>', 1, (value, pretty) => textOf(value, pretty === true ? 2 : 0), ['x']),
  builtin('substring', '<s-nn?:s>', 3, (t, s, l) => substring(t as Text, s as number, l as number), ['s', 'n']),
  builtin('substringBefore', '<s-s:s>', 2, beside(false), ['s', 's']),
  builtin('substringAfter', '<s-s:s>', 2, beside(true), ['s', 's']),
  builtin(
    'lowercase',
    '<s-:s>',
    1,
    cased((text) => text.toLowerCase()),
    ['s'],
  ),
  builtin(
    'uppercase',
    '<s-:s>',
    1,
    cased((text) => text.toUpperCase()),
    ['s'],
  ),
  builtin('length', '<s-:n>', 1, (text) => (text === undefined ? undefined : charactersOf(text as string).length), [
    's',
  ]),
  builtin('trim', '<s-:s>', 1, (text) => trim(text as Text), ['s']),
  builtin('pad', '<s-ns?:s>', 3, (t, w, f) => pad(t as Text, w as number, f as Text)),
  builtin('match', '<s-f<s:o>n?:a<o>>', 3, (t, m, l) => match(t as Text, m, l as number | undefined), ['s', 'f']),
  builtin('contains', '<s-(sf):b>', 2, (t, k) => contains(t as Text, k), ['s', 's']),
  builtin('replace', '<s-(sf)(sf)n?:s>', 4, (t, p, r, l) => replace(t as Text, p, r, l as number | undefined)),
  builtin('split', '<s-(sf)n?:a<s>>', 3, (t, s, l) => split(t as Text, s, l as number | undefined), ['s', 's']),
  builtin('join', '<a<s>s?:s>', 2, (parts, s) => join(parts as readonly string[] | undefined, s as Text)),
];
