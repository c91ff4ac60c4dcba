// Asks the CEL referee (Kubernetes' own validation of custom resources, test/e2e/celrules) about many rules at once.
import { spawn } from 'node:child_process';
import type { CelSchema } from '../../src/cel/declare.ts';
import type { Json } from '../../src/kube/object.ts';

/** One rule, or with `message` one expression that gives a text, and the values that it is asked about. */
export interface CelQuestion {
  readonly schema: CelSchema;
  readonly root: boolean;
  readonly optional: boolean;
  readonly rule?: string;
  readonly message?: string;
  readonly values: readonly { readonly self: Json; readonly old?: Json }[];
}

/** What the server says: why it refuses the rule, or what the rule says of each value: `true`, `false`, `error: …` or `text: …`. */
export interface CelAnswer {
  readonly compile?: string;
  readonly results: readonly string[];
}

/** One answer for each question, in order. */
export async function askCel(referee: string, questions: readonly CelQuestion[]): Promise<readonly CelAnswer[]> {
  const child = spawn(referee, [], { stdio: ['pipe', 'pipe', 'inherit'] });
  const parts: Buffer[] = [];
  child.stdout.on('data', (part: Buffer) => parts.push(part));
  const lines = questions.map(({ values, ...question }, id) => {
    const cases = values.map(({ self, old }) => (old === undefined ? { self } : { self, oldSelf: old }));
    return `${JSON.stringify({ id, ...question, cases })}\n`;
  });
  child.stdin.end(lines.join(''));
  const code = await new Promise<number | null>((done, fail) => child.once('error', fail).once('close', done));
  if (code !== 0) throw new Error(`the CEL referee ended with ${code}`);
  const answers = Buffer.concat(parts).toString('utf8').trimEnd().split('\n');
  if (answers.length !== questions.length)
    throw new Error(`the CEL referee answered ${answers.length} of ${questions.length} questions`);
  return answers.map((line, place) => {
    const answer = JSON.parse(line) as { id: number; compile?: string; results?: string[] };
    if (answer.id !== place) throw new Error('the CEL referee answered out of order');
    return answer.compile === undefined ? { results: answer.results ?? [] } : { compile: answer.compile, results: [] };
  });
}

/** An answer in the notation of rules.yaml; `ours` says which values the rule skips, of which the server says `true`. */
export function verdictOfServer({ compile, results }: CelAnswer, ours: string): string {
  if (compile !== undefined) return 'refused';
  return results
    .map((result, place) => {
      if (ours !== 'refused' && ours[place] === 'S' && result === 'true') return 'S';
      return result === 'true' ? 'T' : result === 'false' ? 'F' : 'E';
    })
    .join('');
}
