// Cuts a YAML text into documents at the lines that kubectl cuts at (k8s.io/apimachinery, YAMLReader): a line that begins with
// `---` and holds only blanks or a comment behind it. Does not look into the documents.

/** One document of a text: its number from 0, and where its text begins and ends. */
export interface Chunk {
  readonly index: number;
  readonly start: number;
  readonly end: number;
  /** Set when the `---` line before it holds more than a comment behind a blank: the offset of what it holds. */
  readonly refused?: number;
}

// White space as Go's strings.TrimSpace takes it away.
const BLANKS = /[\t\v\f\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]*/y;
/** Blanks and line ends of YAML itself. */
const YAML_BLANKS = /[\t\r \u0085]*/y;

/** The documents in order; stretches without a single character are none. */
export function splitDocuments(text: string): readonly Chunk[] {
  const chunks: Chunk[] = [];
  let start = 0;
  let refused: number | undefined;
  /** Whether a mark was read that parts nothing because nothing stands before it. */
  let begun = false;
  const close = (end: number) => {
    if (refused !== undefined) chunks.push({ index: chunks.length, start, end, refused });
    else if (end > start) chunks.push({ index: chunks.length, start, end });
  };
  for (let line = separatorAt(text, 0); line >= 0; line = separatorAt(text, start)) {
    close(line);
    // A mark with nothing before it is left to the parser, to which `---# c` is a value.
    begun = line === start && !begun;
    refused = behind(text, line + 3, BLANKS, false) ?? (begun ? behind(text, line + 3, YAML_BLANKS, true) : undefined);
    const lineEnd = text.indexOf('\n', line);
    start = lineEnd < 0 ? text.length : lineEnd + 1;
  }
  close(text.length);
  return chunks;
}

/** Offset of what stands behind a mark and its blanks, if that is neither a line end nor a comment. */
function behind(text: string, from: number, blanks: RegExp, apart: boolean): number | undefined {
  blanks.lastIndex = from;
  blanks.test(text);
  const at = blanks.lastIndex;
  if (at >= text.length || text[at] === '\n' || (text[at] === '#' && (!apart || at > from))) return undefined;
  return at;
}

/** The first line at or after `from`, itself the begin of a line, that starts with `---`; -1 if there is none. */
function separatorAt(text: string, from: number): number {
  if (text.startsWith('---', from)) return from;
  const found = text.indexOf('\n---', from);
  return found < 0 ? -1 : found + 1;
}
