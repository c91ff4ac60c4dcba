// Text -> documents and manifests, each with the places of all it holds; what cannot be read is a problem with its place, and one
// broken document hides no other. Reads what kubectl would send, judges nothing.
import { buildDocument } from './build.ts';
import type { Budget, Built } from './building.ts';
import type { ManifestDocument, ParsedManifests, ParsedText } from './document.ts';
import { type RepairBudget, readEvents, repairBudget } from './events.ts';
import { readJson } from './json.ts';
import { isManifest, unrollList } from './list.ts';
import { locate, positionIndex, positionOf, type TextLines } from './position.ts';
import type { ManifestProblem, OffsetProblem } from './problem.ts';
import { type Chunk, splitDocuments } from './split.ts';

export { type Decoded, decodeText } from './decode.ts';
export type { ManifestDocument, ParsedManifests, ParsedText } from './document.ts';
export type { Position, PositionIndex } from './position.ts';
export type { ManifestProblem, ManifestProblemCode } from './problem.ts';

/** Bounds on what one text may ask for. */
export interface ReadLimits {
  /** Lists and maps within each other; aliases followed. */
  readonly depth: number;
  /** Values that all aliases of the text stand for together. */
  readonly aliasNodes: number;
  /** Length of one document in UTF-16 units; the API server takes requests of 3 MiB. */
  readonly documentLength: number;
  /** Lines, commas and opening brackets of one document: what its values, and so the memory they take, are bounded by. */
  readonly documentMarks: number;
}

/** How a text is read. */
export interface ReadOptions {
  /** True for a `.json` file: the text is JSON and nothing else. */
  readonly json?: boolean;
  readonly limits?: Partial<ReadLimits>;
}

/** The bounds where none are given. */
export const DEFAULT_LIMITS: ReadLimits = {
  depth: 1000,
  aliasNodes: 100_000,
  documentLength: 8 * 2 ** 20,
  documentMarks: 1_000_000,
};

/** Reads all documents of a text as values; empty ones (null) are left out. */
export function parseText(text: string, options: ReadOptions = {}): ParsedText {
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const lines: TextLines = { text, starts: undefined };
  const budget = { depth: limits.depth, aliasNodes: limits.aliasNodes, ...repairBudget(text.length) };
  const documents: ManifestDocument[] = [];
  const problems: OffsetProblem[] = [];
  const chunks = options.json ? [{ index: 0, start: 0, end: text.length }] : splitDocuments(text);
  for (const chunk of chunks) {
    const built = readChunk(text, chunk, options.json === true, limits, budget, problems);
    if (built === undefined) continue;
    if (!built.ok) problems.push(...built.problems);
    else if (built.value !== null) {
      const positions = positionIndex(lines, built.rows);
      const start = locate({ positions, row: 0 }, '');
      const { value, exact, ambiguous } = built;
      documents.push({ index: chunk.index, value, positions, start, basePointer: '', row: 0, exact, ambiguous });
    }
  }
  problems.sort((a, b) => a.offset - b.offset);
  return { documents, problems: problems.map((problem) => placed(lines, problem)) };
}

/**
 * Reads the manifests of a text: the documents with `apiVersion` and `kind`, and of a List (any kind that ends so and has `items`)
 * each item by itself. All other documents are counted as ignored.
 */
export function parseManifests(text: string, options: ReadOptions = {}): ParsedManifests {
  const parsed = parseText(text, options);
  const documents: ManifestDocument[] = [];
  const problems = [...parsed.problems];
  let ignored = 0;
  for (const document of parsed.documents) {
    if (isManifest(document.value)) unrollList(document, documents, problems);
    else ignored++;
  }
  problems.sort((a, b) => a.position.line - b.position.line || a.position.column - b.position.column);
  return { documents, problems, ignored };
}

function readChunk(
  text: string,
  chunk: Chunk,
  json: boolean,
  limits: ReadLimits,
  budget: Budget & RepairBudget,
  problems: OffsetProblem[],
): Built | undefined {
  const fail = (code: OffsetProblem['code'], message: string, offset: number) => {
    problems.push({ code, message, offset });
    return undefined;
  };
  if (chunk.refused !== undefined) {
    const message = 'kubectl takes nothing but a blank and a comment behind `---`; begin the document on the next line';
    return fail('yaml-separator', message, chunk.refused);
  }
  if (chunk.end - chunk.start > limits.documentLength) {
    const message = `the document is longer than ${limits.documentLength} characters; split it into several`;
    return fail('size-limit', message, chunk.start);
  }
  if (chunk.end - chunk.start > limits.documentMarks && marksOf(text, chunk) > limits.documentMarks) {
    const message = `the document has more than ${limits.documentMarks} lines, commas and brackets; split it into several`;
    return fail('size-limit', message, chunk.start);
  }
  const source = json ? text : text.slice(chunk.start, chunk.end);
  const move = (problem: OffsetProblem): OffsetProblem => ({ ...problem, offset: chunk.start + problem.offset });
  if (json) return readJson(text, 0, limits.depth);
  if (/^[ \t\r\n]*\{/.test(source)) {
    // As kubectl does: what is JSON is read as JSON, which knows escapes that YAML does not.
    const built = readJson(source, chunk.start, limits.depth);
    if (built.ok) return built;
  }
  const read = readEvents(source, limits.depth, budget);
  problems.push(...read.problems.map(move));
  if (read.source === undefined) return undefined;
  return buildDocument(read.source, read.events, (offset) => chunk.start + read.place(offset), budget);
}

function marksOf(text: string, { start, end }: Chunk): number {
  let marks = 0;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    // Line feed, carriage return, comma, `[` and `{`.
    if (code === 0x0a || code === 0x0d || code === 0x2c || code === 0x5b || code === 0x7b) marks++;
  }
  return marks;
}

function placed(lines: TextLines, { code, message, offset }: OffsetProblem): ManifestProblem {
  const lineOf = (one: number) => positionOf(lines, one).line;
  return {
    code,
    message: typeof message === 'string' ? message : message(lineOf),
    position: positionOf(lines, offset),
  };
}
