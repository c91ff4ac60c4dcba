// `sallyport explain --as-judged`: every object of files as rules see it, as JSON lines. Reading is manifest/'s work, completing
// completion/'s.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { DEFAULT_KUBERNETES_VERSION } from '../bundle/api-data.ts';
import { modelMaker } from '../bundle/api-model.ts';
import { definitionsAt, joinFacts } from '../bundle/definitions.ts';
import { withoutNulls } from '../change/absent.ts';
import type { Json, JsonObject } from '../kube/object.ts';
import { type ExactNumbers, exactJson } from '../manifest/exact.ts';
import { decodeText, parseManifests } from '../manifest/parse.ts';
import { splitDocuments } from '../manifest/split.ts';
import { definitionsAmong } from '../snapshot/snapshot.ts';
import type { ApiModel } from '../validation/api-model.ts';
import { EXIT, type Invocation, type Io, UsageError } from './command.ts';
import { versionOf } from './judging.ts';

/** One line of the answer: the object of a document (numbered from 0), or why there is none. */
export interface Explained {
  readonly file: string;
  readonly document: number;
  readonly object?: Json;
  /** Whole numbers of the object that no double holds. */
  readonly exact?: ExactNumbers;
  readonly error?: string;
}

/** Exit code 0 when every document could be read and completed, 2 when one could not or a file holds no manifest. */
export async function run({ words, has, one, all, io }: Invocation): Promise<number> {
  if (!has('as-judged'))
    throw new UsageError('`explain` needs to know what to explain; use `explain --as-judged FILE…`');
  if (words.length === 0) throw new UsageError('`explain --as-judged` needs a file; `-` is standard input');
  const files: { readonly file: string; readonly bytes: Uint8Array }[] = [];
  for (const file of words) files.push({ file, bytes: await bytesOf(file, io) });
  const read = await Promise.all(all('schemas').map((path) => definitionsAt(resolve(io.cwd, path))));
  const facts = joinFacts(read, undefined);
  if (!facts.ok) {
    for (const { message } of facts.problems) io.stderr(`sallyport: ${message}\n`);
    return EXIT.unjudged;
  }
  const version = versionOf(one('kubernetes-version')) ?? DEFAULT_KUBERNETES_VERSION;
  const { tryComplete } = await modelMaker({ version, strictKinds: false })([
    ...facts.definitions,
    ...files.flatMap(definitionsOf),
  ]);
  let code: number = EXIT.passed;
  for (const { file, bytes } of files) {
    const lines = explain(file, bytes, has('raw') ? undefined : tryComplete);
    for (const line of lines) io.stdout(`${printed(line)}\n`);
    if (lines.length === 0) io.stderr(`${file}: there is no manifest in it; an object has apiVersion and kind\n`);
    if (lines.length === 0 || lines.some(({ error }) => error !== undefined)) code = EXIT.unjudged;
  }
  return code;
}

/** A line as JSON, with the digits of whole numbers as they were written. */
export function printed({ exact, ...line }: Explained): string {
  if (exact === undefined) return JSON.stringify(line);
  return exactJson({ ...line }, new Map([['object', exact]]));
}

/** Definitions that a file states itself: its custom resources are completed by them, as a gate would. */
function definitionsOf({ bytes }: { readonly bytes: Uint8Array }): readonly JsonObject[] {
  const decoded = decodeText(bytes);
  if (!decoded.ok || !decoded.text.includes('CustomResourceDefinition')) return [];
  return definitionsAmong(parseManifests(decoded.text).documents.map(({ value }) => value as JsonObject));
}

/** The lines of one file, in the order of its documents; without `tryComplete`, objects as they were read. */
export function explain(
  file: string,
  bytes: Uint8Array,
  tryComplete: ApiModel['tryComplete'] | undefined,
): readonly Explained[] {
  const decoded = decodeText(bytes);
  if (!decoded.ok) return [{ file, document: 0, error: told(decoded.problem.position, decoded.problem.message) }];
  const json = file.endsWith('.json');
  const { documents, problems } = parseManifests(decoded.text, { json });
  const documentAt = json ? () => 0 : documentFinder(decoded.text);
  const lines: Explained[] = [
    ...documents.map(({ value, index, exact }) => {
      const line = { file, document: index, ...shown(value as JsonObject, tryComplete) };
      return exact !== undefined && line.object !== undefined ? { ...line, exact } : line;
    }),
    ...problems.map(({ position, message }) => ({
      file,
      document: documentAt(position.line),
      error: told(position, message),
    })),
  ];
  return lines.sort((a, b) => a.document - b.document);
}

function shown(
  object: JsonObject,
  tryComplete: ApiModel['tryComplete'] | undefined,
): Pick<Explained, 'object' | 'error'> {
  if (!tryComplete) return { object };
  const completed = tryComplete(object);
  if (completed.ok) return { object: withoutNulls(completed.object) };
  const { pointer, message } = completed.problem;
  return { error: `${pointer === '' ? 'the object' : pointer}: ${message}` };
}

function told({ line, column }: { readonly line: number; readonly column: number }, message: string): string {
  return `${line}:${column}: ${message}`;
}

/** The number of the document that a line belongs to. */
function documentFinder(text: string): (line: number) => number {
  let line = 1;
  let before = 0;
  const starts = splitDocuments(text).map(({ index, start }) => {
    for (; before < start; before++) if (text.charCodeAt(before) === 0x0a) line++;
    return { index, line };
  });
  return (at) => {
    let low = 0;
    for (let high = starts.length; low < high; ) {
      const middle = (low + high) >> 1;
      if (starts[middle]!.line <= at) low = middle + 1;
      else high = middle;
    }
    return starts[low - 1]?.index ?? 0;
  };
}

async function bytesOf(file: string, io: Io): Promise<Uint8Array> {
  if (file === '-') return io.stdin();
  try {
    return readFileSync(resolve(io.cwd, file));
  } catch (thrown) {
    const code = (thrown as NodeJS.ErrnoException).code ?? String(thrown);
    throw new UsageError(`cannot read \`${file}\`: ${code}; name a file, or \`-\` for standard input`);
  }
}
