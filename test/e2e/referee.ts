// Asks the referees about many things at once: of pod security (Kubernetes' own pod-security admission, test/e2e/podsecurity) about
// objects, and of YAML (test/e2e/yaml2json) about texts.
import { spawn } from 'node:child_process';
import type { Json, JsonObject } from '../../src/kube/object.ts';

/** The two levels of the Pod Security Standards that forbid anything. */
export const LEVELS = ['baseline', 'restricted'] as const;
export type Level = (typeof LEVELS)[number];

/** What the referee says of one object at version 1.35. */
export interface Judgement {
  readonly levels: Readonly<Record<Level, { allowed: boolean; reasons: string[]; details: string[] }>>;
  /** By check id as the Go package names it, e.g. `hostPorts`; the level is the one the check belongs to. */
  readonly checks: Readonly<Record<string, { level: Level; allowed: boolean; reason: string; detail: string }>>;
}

/** One judgement for each object, in order. Throws when the referee cannot decode an object. */
export async function askReferee(referee: string, objects: readonly JsonObject[]): Promise<readonly Judgement[]> {
  const answers = await ask<Judgement>(
    referee,
    objects.map((object) => ({ object })),
  );
  return answers.map((answer, id) => {
    if (answer.error !== undefined || answer.id !== id)
      throw new Error(`object ${id}: ${answer.error ?? 'answers out of order'}: ${JSON.stringify(objects[id])}`);
    return answer;
  });
}

/** What kubectl makes of a text: the documents that hold something, or why it reads none. Its numbers become doubles here, as ours are. */
export type KubectlReading = { readonly values: readonly Json[] } | { readonly error: string };

/** One reading for each text, in order. */
export async function readAsKubectl(referee: string, texts: readonly string[]): Promise<readonly KubectlReading[]> {
  const answers = await ask<{ json: Json[] | null }>(
    referee,
    texts.map((text) => ({ text })),
  );
  return answers.map(({ json, error, id }, place) => {
    if (id !== place) throw new Error(`text ${place}: answers out of order`);
    return error === undefined ? { values: json ?? [] } : { error };
  });
}

async function ask<T>(
  referee: string,
  questions: readonly object[],
): Promise<readonly (T & { id: number; error?: string })[]> {
  const child = spawn(referee, [], { stdio: ['pipe', 'pipe', 'inherit'] });
  const parts: Buffer[] = [];
  child.stdout.on('data', (part: Buffer) => parts.push(part));
  child.stdin.end(questions.map((question, id) => `${JSON.stringify({ id, ...question })}\n`).join(''));
  const code = await new Promise<number | null>((done, fail) => child.once('error', fail).once('close', done));
  if (code !== 0) throw new Error(`the referee ended with ${code}`);
  const lines = Buffer.concat(parts).toString('utf8').trimEnd().split('\n');
  if (lines.length !== questions.length)
    throw new Error(`the referee answered ${lines.length} of ${questions.length} questions`);
  return lines.map((line) => JSON.parse(line) as T & { id: number; error?: string });
}
