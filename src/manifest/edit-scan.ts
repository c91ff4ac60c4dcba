// Scanning between the values of a YAML or JSON text: blanks, comments, marks and lines. Knows offsets only.

/** One part of a text that is replaced. */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The text with its splices, which do not overlap; of two at one place the first comes first. */
export function spliced(text: string, splices: readonly Splice[]): string {
  const sorted = splices.map((splice, order) => ({ ...splice, order }));
  sorted.sort((a, b) => a.start - b.start || a.end - b.end || a.order - b.order);
  const parts: string[] = [];
  let from = 0;
  for (const splice of sorted) {
    parts.push(text.slice(from, splice.start), splice.text);
    from = splice.end;
  }
  return parts.join('') + text.slice(from);
}

/** Behind blanks, line ends, comments and the given marks. */
export function skipBlanks(source: string, from: number, marks = ''): number {
  let at = from;
  while (at < source.length) {
    const character = source[at]!;
    if (character === '#') at = lineEnd(source, at);
    else if (BLANKS.includes(character) || marks.includes(character)) at++;
    else break;
  }
  return at;
}

const BLANKS = ' \t\r\n\u0085\ufeff';

/** Where the line of an offset ends, its line end left out. */
export function lineEnd(source: string, from: number): number {
  let at = from;
  while (at < source.length && !isLineEnd(source[at]!)) at++;
  return at;
}

/** Behind the line end at an offset, if there is one. */
export function behindLineEnd(source: string, at: number): number {
  if (source.startsWith('\r\n', at)) return at + 2;
  return at < source.length && isLineEnd(source[at]!) ? at + 1 : at;
}

/** Before the line end that ends at an offset, if there is one. */
export function beforeLineEnd(source: string, at: number): number {
  if (at > 1 && source.startsWith('\r\n', at - 2)) return at - 2;
  return at > 0 && isLineEnd(source[at - 1]!) ? at - 1 : at;
}

/** Where the line of an offset begins. */
export function lineStart(source: string, from: number): number {
  let at = from;
  while (at > 0 && !isLineEnd(source[at - 1]!)) at--;
  return at;
}

function isLineEnd(character: string): boolean {
  return character === '\n' || character === '\r' || character === '\u0085';
}

/** Whether only blanks stand between the begin of the line and an offset. */
export function beginsLine(source: string, at: number): boolean {
  return /^[ \t\ufeff]*$/.test(source.slice(lineStart(source, at), at));
}

/** The mark of a block text behind what comes before it: `|`, `>` with what it says. */
export function headerOf(
  source: string,
  from: number,
): { readonly start: number; readonly end: number; readonly keeps: boolean } {
  const start = skipBlanks(source, from, '-:?');
  let end = start + 1;
  while (/[-+0-9]/.test(source[end] ?? '')) end++;
  return { start, end, keeps: source.slice(start, end).includes('+') };
}
