// Both readers of YAML side by side: what sigs.k8s.io/yaml makes of texts, what we make of them, and the named class that a
// difference falls in. Generates no texts and asserts nothing about them.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { isJsonObject, type Json } from '../../src/kube/object.ts';
import { exactJson } from '../../src/manifest/exact.ts';
import { parseText } from '../../src/manifest/parse.ts';

/** One way in which we differ from kubectl on purpose; all patterns that are given must match. */
export interface DifferenceClass {
  readonly name: string;
  readonly cause: string;
  readonly refuses: 'sallyport' | 'kubectl' | 'neither';
  /** Code of one of our problems, where we refuse. */
  readonly code?: string;
  /** Pattern of the message of that problem. */
  readonly message?: string;
  /** Pattern of kubectl's error. */
  readonly error?: string;
  /** Pattern of the values that kubectl reads, as JSON. */
  readonly reads?: string;
  /** Pattern of the text. */
  readonly text?: string;
  /** A text that shows the difference. */
  readonly reproducer: string;
  /** The most of the generated texts that may fall in it, as a part of 1. */
  readonly share: number;
}

/** What a reader makes of a text: the values of its documents, or why it is refused. */
export type Reading =
  | { readonly values: readonly Json[] }
  | { readonly problems: readonly { readonly code: string; readonly message: string }[] };

/** The classes as they are kept. */
export function differenceClasses(): readonly DifferenceClass[] {
  const [document] = parseText(readFileSync('test/e2e/yaml-differences.yaml', 'utf8')).documents;
  return document!.value as unknown as readonly DifferenceClass[];
}

/** What we make of a text. */
export function weRead(text: string): Reading {
  const { documents, problems } = parseText(text);
  return problems.length > 0
    ? { problems }
    : { values: documents.map(({ value, exact }) => withDigits(exactJson(value, exact)) as Json) };
}

/** What kubectl makes of each text. */
export async function theyRead(referee: string, asked: readonly string[]): Promise<readonly Reading[]> {
  const child = spawn(referee, [], { stdio: ['pipe', 'pipe', 'inherit'] });
  const parts: Buffer[] = [];
  child.stdout.on('data', (part: Buffer) => parts.push(part));
  child.stdin.end(asked.map((text, id) => `${JSON.stringify({ id, text })}\n`).join(''));
  const code = await new Promise<number | null>((done, fail) => child.once('error', fail).once('close', done));
  assert.equal(code, 0, 'the YAML referee failed');
  const lines = Buffer.concat(parts).toString('utf8').trimEnd().split('\n');
  assert.equal(lines.length, asked.length, 'the YAML referee answered another number of texts');
  return lines.map((line, place) => {
    const answer = withDigits(line) as { id: number; json: Json[] | null; error?: string };
    assert.equal(answer.id, place, 'the YAML referee answered out of order');
    if (answer.error !== undefined) return { problems: [{ code: 'kubectl', message: answer.error }] };
    return { values: answer.json ?? [] };
  });
}

/** Whether both read the same values, or both refuse. */
export function alike(ours: Reading, theirs: Reading): boolean {
  if ('problems' in ours || 'problems' in theirs) return 'problems' in ours && 'problems' in theirs;
  return canonical(ours.values) === canonical(theirs.values);
}

/** The first class that a difference falls in. */
export function classOf(
  classes: readonly DifferenceClass[],
  text: string,
  ours: Reading,
  theirs: Reading,
): DifferenceClass | undefined {
  const refuses = 'problems' in ours ? 'sallyport' : 'problems' in theirs ? 'kubectl' : 'neither';
  const matches = (pattern: string | undefined, one: string): boolean =>
    pattern === undefined || new RegExp(pattern, 'u').test(one);
  const refusedBy = (reading: Reading, code: string | undefined, message: string | undefined): boolean =>
    !('problems' in reading) ||
    reading.problems.some((one) => (code === undefined || one.code === code) && matches(message, one.message));
  return classes.find(
    (one) =>
      one.refuses === refuses &&
      refusedBy(ours, one.code, one.message) &&
      refusedBy(theirs, undefined, one.error) &&
      ('problems' in theirs || matches(one.reads, JSON.stringify(theirs.values))) &&
      matches(one.text, text),
  );
}

/** What JSON says, in which a whole number that no double holds, or prints, is the text of its digits behind a `#`. */
function withDigits(json: string): unknown {
  const marked = json.replace(/"(?:[^"\\]|\\.)*"|-?[0-9]+(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?/g, (token) =>
    /^-?[0-9]{16,}$/.test(token) && String(Number(token)) !== token ? `"#${token}"` : token,
  );
  return JSON.parse(marked);
}

/** A reading for people. */
export function shown(reading: Reading): string {
  if ('values' in reading) return `read ${JSON.stringify(reading.values)}`;
  return `refuse (${reading.problems.map(({ code, message }) => `${code} ${message}`).join('; ')})`;
}

/** Equal for equal values: members sorted by name. -0 is 0, as in JSON text of ours. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, one: Json) =>
    isJsonObject(one) ? ['{', ...Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1))] : one,
  );
}
