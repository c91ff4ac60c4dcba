// Asks the pod-security referee (Kubernetes' own pod-security admission, test/e2e/podsecurity) about many objects at once.
import { spawn } from 'node:child_process';
import type { JsonObject } from '../../src/kube/object.ts';

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
  const child = spawn(referee, [], { stdio: ['pipe', 'pipe', 'inherit'] });
  const parts: Buffer[] = [];
  child.stdout.on('data', (part: Buffer) => parts.push(part));
  child.stdin.end(objects.map((object, id) => `${JSON.stringify({ id, object })}\n`).join(''));
  const code = await new Promise<number | null>((done, fail) => child.once('error', fail).once('close', done));
  if (code !== 0) throw new Error(`the referee ended with ${code}`);
  const lines = Buffer.concat(parts).toString('utf8').trimEnd().split('\n');
  if (lines.length !== objects.length)
    throw new Error(`the referee answered ${lines.length} of ${objects.length} questions`);
  return lines.map((line, id) => {
    const answer = JSON.parse(line) as Judgement & { id: number; error?: string };
    if (answer.error !== undefined || answer.id !== id)
      throw new Error(`object ${id}: ${answer.error ?? 'answers out of order'}: ${JSON.stringify(objects[id])}`);
    return answer;
  });
}
