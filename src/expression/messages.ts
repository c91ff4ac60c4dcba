// What an expression's error says, by code. Codes of the JSONata language keep its own numbers, ours are words.

/** Facts for a message: what was found, where it stood. */
export interface ErrorFacts {
  readonly token?: unknown;
  readonly value?: unknown;
  readonly value2?: unknown;
  readonly index?: number;
  readonly type?: string;
  readonly limit?: number;
  readonly message?: string;
}

/** Raised while an expression runs; `position` is -1 until the construct that knows it fills it in. Carries no stack: it is an answer, not a bug. */
export class ExpressionError {
  readonly code: string;
  position: number;
  facts: ErrorFacts;

  constructor(code: string, position = -1, facts: ErrorFacts = {}) {
    this.code = code;
    this.position = position;
    this.facts = facts;
  }
}

/** A value as a message shows it: compact, in backticks, cut at 60 characters. */
export function shown(value: unknown): string {
  let text: string | undefined;
  if (typeof value === 'string') text = value;
  else if (typeof value === 'function') text = 'a function';
  else if (value === undefined) text = 'nothing';
  else if (typeof value === 'object' && value !== null) text = Array.isArray(value) ? 'a list' : 'an object';
  else text = String(value);
  return `\`${text.length > 60 ? `${text.slice(0, 59)}…` : text}\``;
}

const token = (facts: ErrorFacts) => shown(facts.token);
const value = (facts: ErrorFacts) => shown(facts.value);

const MESSAGES: Readonly<Record<string, string | ((facts: ErrorFacts) => string)>> = {
  // reading the text
  S0101: 'a string has no closing quote; add it',
  S0102: (f) => `the number ${token(f)} is out of range; write a smaller one`,
  S0103: (f) => `there is no escape \`\\${String(f.token)}\` in a string; write \`\\\\\` for a backslash`,
  S0104: '`\\u` in a string must be followed by four hexadecimal digits',
  S0105: 'a quoted name has no closing backtick; add it',
  S0106: 'a comment has no closing `*/`; add it',
  S0201: (f) => `unexpected ${token(f)}; an operator or the end was expected before it`,
  S0202: (f) => `expected ${value(f)}, found ${token(f)}`,
  S0203: (f) => `expected ${value(f)} before the end`,
  S0204: (f) => `there is no operator ${token(f)}`,
  S0205: (f) => `unexpected ${token(f)}`,
  S0206: (f) => `unexpected ${token(f)}`,
  S0207: 'the expression ends too early; something is missing after the last operator',
  S0208: (f) => `parameter ${value(f)} of the function must be a variable such as \`$x\``,
  S0209: 'a predicate `[…]` cannot follow a grouping `{…}`; put the grouping last',
  S0210: 'a step can have one grouping `{…}` only',
  S0211: (f) => `${token(f)} needs something on its left`,
  S0212: 'the left side of `:=` must be a variable such as `$x`',
  S0213: (f) => `the literal ${value(f)} cannot be a step of a path; quote it in backticks if it is a name`,
  S0214: (f) => `the right side of ${token(f)} must be a variable such as \`$x\``,
  S0215: 'a binding with `@` must stand before the predicates of its step',
  S0216: 'a binding with `@` must stand before the sorting of its step',
  S0217: 'there is no parent `%` here; a path before it must say whose parent',
  S0301: 'an empty regular expression matches everything; write a pattern',
  S0302: 'a regular expression has no closing `/`; add it',
  S0401: 'a type parameter `<…>` in a signature belongs to `a` or `f` only',
  S0402: 'a choice `(…)` in a signature cannot hold type parameters',
  syntax: (f) => f.message ?? 'the expression cannot be read',
  'expression-too-long': (f) => `the expression has ${String(f.value)} characters, ${f.limit} are allowed; split it`,
  'expression-too-deep': (f) => `the expression nests deeper than ${f.limit} levels; split it with variables`,
  'expression-too-large':
    '`?:` and `??` are used too often, each doubles what stands on its left; use variables or `$default`',
  'regex-unsupported': (f) =>
    `the regular expression is refused: ${f.message}; patterns are RE2 (no look-around, no back-references)`,
  'function-refused': (f) => `\`$${String(f.token)}\` is refused: ${f.message}`,
  'unknown-name': (f) => `there is no name \`$${String(f.token)}\`${f.message ?? ''}`,
  'unequal-path': 'a condition may not use `!=` on a path: it is false where the value is missing; write `$not(a = b)`',
  // running
  'budget-exceeded': (f) =>
    `the expression takes more than ${f.limit} steps; look for an endless loop, or read less data`,
  'data-too-deep': (f) => `the data nests deeper than ${f.limit} levels`,
  'function-result': 'the expression yields a function; call it with parentheses',
  'no-clock': 'the picture lacks the year, which only a clock could tell; write a full date',
  'invalid-argument': (f) => `${token(f)} cannot use ${value(f)}: ${f.message}`,
  T0410: (f) => `argument ${f.index} of ${token(f)} is ${value(f)}, which it does not take`,
  T0411: (f) => `${token(f)} would take the context as argument ${f.index}, but that is ${value(f)}`,
  T0412: (f) => `argument ${f.index} of ${token(f)} must be a list of ${f.type ?? 'one type'}`,
  D1001: (f) => `the number ${value(f)} is out of range`,
  D1002: (f) => `${value(f)} cannot be negated; it is no number`,
  T1003: (f) => `a key of an object must be a string, not ${value(f)}; use \`$string\``,
  D1004: 'the regular expression matches the empty string again and again; make it match at least one character',
  T1005: (f) => `${token(f)} is no function; write \`$${String(f.token)}\``,
  T1006: (f) => `${f.token === undefined ? 'what is called' : token(f)} is no function`,
  T1007: (f) => `${token(f)} is no function; write \`$${String(f.token)}\``,
  T1008: (f) => `${f.token === undefined ? 'what is called' : token(f)} is no function`,
  D1009: (f) => `two entries of an object have the key ${value(f)}`,
  T1010: (f) => `the matcher given to ${token(f)} must yield an object with match, start, end, groups and next`,
  D1011: (f) =>
    `functions call each other deeper than ${f.limit} levels; end the recursion or make the call the last thing done`,
  T2001: (f) => `the left side of ${token(f)} must be a number, not ${value(f)}; use \`$number\` or \`$quantity\``,
  T2002: (f) => `the right side of ${token(f)} must be a number, not ${value(f)}; use \`$number\` or \`$quantity\``,
  T2003: (f) => `the left side of \`..\` must be an integer, not ${value(f)}`,
  T2004: (f) => `the right side of \`..\` must be an integer, not ${value(f)}`,
  T2006: (f) => `the right side of \`~>\` must be a function, not ${value(f)}`,
  T2007: (f) => `cannot sort ${value(f)} against ${shown(f.value2)}; they are of different types`,
  T2008: (f) => `cannot sort by ${value(f)}; sort by numbers or strings`,
  T2009: (f) => `cannot compare ${value(f)} with ${shown(f.value2)} by ${token(f)}; they are of different types`,
  T2010: (f) => `cannot compare ${value(f)} by ${token(f)}; it takes numbers or strings`,
  T2011: (f) => `the update of a transform must be an object, not ${value(f)}`,
  T2012: (f) => `the delete clause of a transform must be a string or a list of strings, not ${value(f)}`,
  D2014: (f) => `a range of ${String(f.value)} items is too long`,
  D3001: 'Infinity and NaN have no text form',
  D3010: 'the pattern of `$replace` must not be empty',
  D3011: 'the limit of `$replace` must not be negative',
  D3012: (f) => `the replacement of \`$replace\` must be a string, not ${value(f)}`,
  D3020: 'the limit of `$split` must not be negative',
  D3030: (f) => `${value(f)} is no number`,
  D3040: 'the limit of `$match` must not be negative',
  D3050: 'the function given to `$reduce` must take two parameters',
  D3060: (f) => `${value(f)} has no square root`,
  D3061: (f) => `\`$power\` of ${value(f)} is out of range`,
  D3070: '`$sort` of a list that is neither all strings nor all numbers needs a comparing function',
  D3137: (f) => f.message ?? 'the expression raised an error',
  D3138: '`$single` found more than one match',
  D3139: '`$single` found no match',
  D3140: (f) => `${value(f)} is no well-formed URL text`,
  D3141: (f) => f.message ?? 'an assertion of the expression failed',
  D3100: (f) => `the base must be between 2 and 36, not ${value(f)}`,
  D3110: (f) => `${value(f)} is no ISO 8601 time`,
};

/** The sentence for an error. Codes without a sentence of their own are those of number and date pictures (D308x, D309x, D313x). */
export function messageOf(code: string, facts: ErrorFacts = {}): string {
  const message = MESSAGES[code];
  if (typeof message === 'function') return message(facts);
  if (message !== undefined) return message;
  return `the picture string is not valid (${code})${facts.value === undefined ? '' : `: ${shown(facts.value)}`}`;
}
