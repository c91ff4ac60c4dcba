// Patterns on which JavaScript's own engine cannot be slow and says exactly what RE2 says: those it matches several times as fast. A
// pattern is plain if it is made of ASCII literals, lists of characters, groups and alternatives, with few ways to match them; all
// others are RE2's, which is linear whatever the pattern.

/** How a pattern is read. */
export interface PatternFlags {
  readonly ignoreCase: boolean;
}

/** The pattern for JavaScript's engine, to ask whether it is found in a text; undefined where only RE2 may answer. */
export function plainPattern(source: string, { ignoreCase }: PatternFlags): RegExp | undefined {
  const reader: Reader = { source, at: 0, runs: 0, ambiguous: false };
  const ways = readAlternatives(reader);
  if (ways === undefined || reader.at < source.length || ways > MOST_WAYS) return undefined;
  // A run can be long wherever it begins: it is bounded only where the pattern begins once. One that gives back must be alone.
  if (reader.runs > 0 && !(source.startsWith('^') && !hasTopAlternatives(source))) return undefined;
  if (reader.ambiguous && reader.runs > 1) return undefined;
  // By code points, as RE2 reads, and with the same folding of case (Unicode's simple one).
  return new RegExp(source, ignoreCase ? 'iu' : 'u');
}

/** Ways to go through the pattern, of which each may be tried at each place of the text. */
const MOST_WAYS = 256;

interface Reader {
  readonly source: string;
  at: number;
  /** Repetitions without an end. */
  runs: number;
  /** Whether one of them may have to give back what it took. */
  ambiguous: boolean;
}

/** Characters that mean themselves. */
const LITERAL = /[A-Za-z0-9 _\-/:;,=@#%&!"'~<>`]/;
/** Characters that mean themselves behind a backslash, in both notations. */
const ESCAPED = /[.^$*+?()[\]{}|\\/]/;
/** Characters that mean themselves in a list. */
const LISTED = /[A-Za-z0-9 _/:;,=@#%&!"'~<>`.$*+?()]/;

/** Number of ways through alternatives; undefined for what is not plain. */
function readAlternatives(reader: Reader): number | undefined {
  let ways = 0;
  for (;;) {
    const more = readSequence(reader);
    if (more === undefined) return undefined;
    ways += more;
    if (reader.source[reader.at] !== '|') return ways;
    reader.at++;
  }
}

function readSequence(reader: Reader): number | undefined {
  const { source } = reader;
  let ways = 1;
  /** What the run before this place took, where it was the last thing read. */
  let run: ReadonlySet<string> | undefined;
  for (;;) {
    const next = source[reader.at];
    if (next === undefined || next === '|' || next === ')') {
      // What comes behind the group is not known here.
      if (run && next !== undefined) reader.ambiguous = true;
      return ways;
    }
    if (next === '^' || next === '$') {
      // Where a text begins and ends; in the middle of a pattern it would be a riddle.
      if (next === '^' ? reader.at > 0 : !/^(?:$|[|)])/.test(source.slice(reader.at + 1))) return undefined;
      reader.at++;
      run = undefined;
      continue;
    }
    if (next === '(') {
      if (run) reader.ambiguous = true;
      run = undefined;
      const inside = readGroup(reader);
      if (inside === undefined) return undefined;
      ways *= inside;
    } else {
      const taken = readCharacter(reader);
      if (!taken) return undefined;
      if (run && overlaps(run, taken)) reader.ambiguous = true;
      const repeated = readRepetition(reader);
      if (repeated === undefined) return undefined;
      ways *= repeated.ways;
      if (repeated.endless) reader.runs++;
      // Behind what may be left out the run is still next to what follows.
      if (repeated.ways > 1 && run) reader.ambiguous = true;
      run = repeated.endless ? taken : undefined;
    }
    if (ways > MOST_WAYS) return undefined;
  }
}

function readGroup(reader: Reader): number | undefined {
  const { source } = reader;
  reader.at += source.startsWith('(?:', reader.at) ? 3 : 1;
  if (source[reader.at] === '?') return undefined;
  const ways = readAlternatives(reader);
  if (ways === undefined || source[reader.at] !== ')') return undefined;
  reader.at++;
  const sign = source[reader.at];
  if (sign === '*' || sign === '+' || sign === '{') return undefined;
  if (sign !== '?') return ways;
  reader.at++;
  return isSign(source[reader.at]) ? undefined : ways + 1;
}

/** The characters that the next literal or list takes, ASCII alone. */
function readCharacter(reader: Reader): ReadonlySet<string> | undefined {
  const { source } = reader;
  const character = source[reader.at]!;
  if (character === '[') return readList(reader);
  if (character === '\\') {
    const escaped = source[reader.at + 1] ?? '';
    if (!ESCAPED.test(escaped)) return undefined;
    reader.at += 2;
    return new Set([escaped]);
  }
  if (!LITERAL.test(character)) return undefined;
  reader.at++;
  return new Set([character]);
}

function readList(reader: Reader): ReadonlySet<string> | undefined {
  const { source } = reader;
  const taken = new Set<string>();
  let at = reader.at + 1;
  for (let first = true; source[at] !== ']'; first = false) {
    const from = source[at];
    if (from === '-' && (first || source[at + 1] === ']')) {
      taken.add(from);
      at++;
      continue;
    }
    if (from === undefined || !LISTED.test(from)) return undefined;
    const isRange = source[at + 1] === '-' && source[at + 2] !== ']';
    const to = isRange ? source[at + 2]! : from;
    if (isRange && !/^(?:[A-Z]{2}|[a-z]{2}|[0-9]{2})$/.test(from + to)) return undefined;
    if (to < from) return undefined;
    for (let code = from.charCodeAt(0); code <= to.charCodeAt(0); code++) taken.add(String.fromCharCode(code));
    at += isRange ? 3 : 1;
  }
  if (taken.size === 0) return undefined;
  reader.at = at + 1;
  return taken;
}

/** How often the character before it is repeated. */
function readRepetition(reader: Reader): { readonly ways: number; readonly endless: boolean } | undefined {
  const { source } = reader;
  const sign = source[reader.at];
  if (!isSign(sign)) return { ways: 1, endless: false };
  const counted = sign === '{' ? /^\{(\d{1,2})(,(\d{1,2})?)?\}/.exec(source.slice(reader.at)) : undefined;
  if (counted === null) return undefined;
  reader.at += counted ? counted[0].length : 1;
  // Signs upon signs: lazy ones, or nothing that both notations know.
  if (isSign(source[reader.at])) return undefined;
  if (sign === '?') return { ways: 2, endless: false };
  if (!counted) return { ways: 1, endless: true };
  const [, least, comma, most] = counted;
  if (comma !== undefined && most === undefined) return { ways: 1, endless: true };
  const ways = comma === undefined ? 1 : Number(most) - Number(least) + 1;
  return ways < 1 ? undefined : { ways, endless: false };
}

const isSign = (character: string | undefined) =>
  character === '?' || character === '*' || character === '+' || character === '{';

/** Whether two places may take the same character, in whatever case. */
function overlaps(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  const folded = new Set([...a].map((one) => one.toLowerCase()));
  return [...b].some((one) => folded.has(one.toLowerCase()));
}

/** Whether the pattern has alternatives outside of groups: then `^` is about one of them alone. */
function hasTopAlternatives(source: string): boolean {
  let depth = 0;
  for (let at = 0; at < source.length; at++) {
    const character = source[at];
    if (character === '\\') at++;
    else if (character === '[') at = source.indexOf(']', at + 1);
    else if (character === '(') depth++;
    else if (character === ')') depth--;
    else if (character === '|' && depth === 0) return true;
  }
  return false;
}
