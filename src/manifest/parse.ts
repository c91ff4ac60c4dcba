// Text -> documents and manifests, each with the places of all it holds; what cannot be read is a problem with its place, and one
// broken document hides no other. Reads what kubectl would send, judges nothing.
import { EVENT_ID, type Event, parseEvents, YAMLException } from 'js-yaml';
import { type Budget, type Built, buildDocument } from './build.ts';
import type { ManifestDocument, ParsedManifests, ParsedText } from './document.ts';
import { readJson } from './json.ts';
import { isManifest, unrollList } from './list.ts';
import { locate, positionIndex, positionOf, type TextLines } from './position.ts';
import { type ManifestProblem, type OffsetProblem, quoted } from './problem.ts';
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
}

/** How a text is read. */
export interface ReadOptions {
  /** True for a `.json` file: the text is JSON and nothing else. */
  readonly json?: boolean;
  readonly limits?: Partial<ReadLimits>;
}

/** The bounds where none are given. */
export const DEFAULT_LIMITS: ReadLimits = { depth: 1000, aliasNodes: 100_000, documentLength: 8 * 2 ** 20 };

/** Reads all documents of a text as values; empty ones (null) are left out. */
export function parseText(text: string, options: ReadOptions = {}): ParsedText {
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const lines: TextLines = { text, starts: undefined };
  const budget: Budget = { depth: limits.depth, aliasNodes: limits.aliasNodes };
  const documents: ManifestDocument[] = [];
  const problems: OffsetProblem[] = [];
  const chunks = options.json ? [{ index: 0, start: 0, end: text.length }] : splitDocuments(text);
  for (const chunk of chunks) {
    const built = readChunk(text, chunk, options.json === true, limits, budget, problems);
    if (built === undefined) continue;
    if (!built.ok) problems.push(...built.problems);
    else if (built.value !== null) {
      const positions = positionIndex(lines, built.rows);
      const start = locate({ positions, basePointer: '' }, '');
      documents.push({ index: chunk.index, value: built.value, positions, start, basePointer: '' });
    }
  }
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
  budget: Budget,
  problems: OffsetProblem[],
): Built | undefined {
  const fail = (code: OffsetProblem['code'], message: string, offset: number) => {
    problems.push({ code, message, offset });
    return undefined;
  };
  if (chunk.refused !== undefined) {
    const message = 'kubectl takes nothing but a comment behind `---`; begin the document on the next line';
    return fail('yaml-separator', message, chunk.refused);
  }
  if (chunk.end - chunk.start > limits.documentLength) {
    const message = `the document is longer than ${limits.documentLength} characters; split it into several`;
    return fail('size-limit', message, chunk.start);
  }
  if (json) return readJson(text, limits.depth);
  const source = text.slice(chunk.start, chunk.end);
  const refused = REFUSED.exec(source);
  if (refused !== null) {
    const message = `the character ${quoted(refused[0])} is not allowed here; remove it, or write it as an escape in double quotes`;
    return fail('control-character', message, chunk.start + refused.index);
  }
  let events: Event[];
  try {
    // YAML 1.1, and so kubectl, ends a line at U+0085; js-yaml, by YAML 1.2, does not.
    events = parseEvents(source.replaceAll('\u0085', '\n'), { maxDepth: limits.depth });
  } catch (error) {
    if (error instanceof YAMLException) return fail(...syntaxProblem(error, chunk.start, limits.depth));
    if (error instanceof RangeError) return fail('nesting-limit', tooDeep(limits.depth), chunk.start);
    throw error;
  }
  const second = events.findIndex((event, index) => index > 0 && event.type === EVENT_ID.DOCUMENT);
  if (second > 0) {
    const message =
      'kubectl loses all text from here to the next `---`; begin the document with `---` on a line of its own';
    fail('yaml-lost-text', message, chunk.start + firstOffset(events.slice(second), source.length));
  }
  return buildDocument(source, second > 0 ? events.slice(0, second) : events, chunk.start, budget);
}

// Control characters, which go-yaml refuses, and U+2028 and U+2029, at which YAML 1.1 ends a line and YAML 1.2 does not: behind a
// comment or a value they would hide members from one of the two.
const REFUSED = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\u2028\u2029\ufffe\uffff]/;

function tooDeep(depth: number): string {
  return `lists and maps nest deeper than ${depth}; write the value flatter`;
}

function syntaxProblem(error: YAMLException, base: number, depth: number): [OffsetProblem['code'], string, number] {
  const offset = base + (error.mark?.position ?? 0);
  if (error.reason.startsWith('nesting exceeded')) return ['nesting-limit', tooDeep(depth), offset];
  return ['yaml-syntax', `no YAML: ${error.reason}; correct the line or put the value in quotes`, offset];
}

function firstOffset(events: readonly Event[], end: number): number {
  for (const event of events) {
    if ('start' in event) return event.start;
    if (event.type === EVENT_ID.SCALAR && event.valueStart >= 0) return event.valueStart;
    if (event.type === EVENT_ID.ALIAS) return event.anchorStart - 1;
  }
  return end;
}

function placed(lines: TextLines, { code, message, offset }: OffsetProblem): ManifestProblem {
  const lineOf = (one: number) => positionOf(lines, one).line;
  return {
    code,
    message: typeof message === 'string' ? message : message(lineOf),
    position: positionOf(lines, offset),
  };
}
