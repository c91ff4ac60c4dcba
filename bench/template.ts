// Solving by a template beside JSON.parse of the same manifest, in turns: as written, as the API server completes it, and with long lists.
import { readFileSync } from 'node:fs';
import { completionFor } from '../src/bundle/api-data.ts';
import { expressionsWith } from '../src/bundle/expressions.ts';
import type { JsonObject } from '../src/kube/object.ts';
import { parseManifests } from '../src/manifest/parse.ts';
import { compileTemplate } from '../src/template/compile.ts';
import { render } from '../src/template/render.ts';
import { solve } from '../src/template/solve.ts';
import type { TemplateContext, TemplateSpec } from '../src/template/template.ts';
import { median } from './statistics.ts';

const ROUNDS = 21;
/** Each round takes about this long, in milliseconds. */
const ROUND = 30;
const WARM = 300;

/** Microseconds for one object, medians over the rounds. */
interface TemplateRow {
  readonly name: string;
  readonly bytes: number;
  readonly parse: number;
  readonly solve: number;
}

/** The rows of the table. */
export interface TemplateResult {
  readonly parameters: number;
  readonly rows: readonly TemplateRow[];
}

/** Measures all rows. Fails where an object that conforms is not found to. */
export function measureTemplate(): TemplateResult {
  const [document] = parseManifests(readFileSync('bench/web-service.yaml', 'utf8')).documents;
  const spec = (document!.value as JsonObject)['spec'] as unknown as TemplateSpec;
  const compiled = compileTemplate(
    'web-service',
    spec,
    expressionsWith(() => undefined),
  );
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems));
  const template = compiled.value;
  const completion = completionFor('1.35');
  const objectWith = (count: number): JsonObject => {
    const made = render(template, paramsWith(count));
    if (!made.ok) throw new Error(JSON.stringify(made.problems));
    return made.value[0]!.object;
  };
  const row = (name: string, object: JsonObject, context: TemplateContext): TemplateRow => {
    const text = JSON.stringify(object);
    const run = () => {
      const { drifts } = solve(template, [{ object }], { ...context, partial: true });
      if (drifts.length > 0) throw new Error(`${name}: ${drifts[0]?.message}`);
    };
    const [parse, solved] = inTurns([() => void JSON.parse(text), run]);
    return { name, bytes: text.length, parse: parse ?? 0, solve: solved ?? 0 };
  };
  return {
    parameters: template.program.names.length,
    rows: [
      row('a Deployment as written', objectWith(2), {}),
      row('a Deployment as the API server completes it', completion.complete(objectWith(2)), completion),
      row('with 1,000 variables', objectWith(1_000), {}),
      row('with 10,000 variables', objectWith(10_000), {}),
    ],
  };
}

function paramsWith(count: number): JsonObject {
  const vars = Array.from(
    { length: count },
    (_, index): JsonObject =>
      index % 2 === 0 ? { name: `V${index}`, value: `${index}` } : { name: `V${index}`, secret: `s${index}` },
  );
  return {
    name: 'web',
    team: 'shop',
    image: 'shop/web:1.4.2',
    port: 8080,
    replicas: 3,
    cpu: '100m',
    memory: '256Mi',
    metrics: true,
    host: 'shop.example.com',
    vars,
  };
}

/** Microseconds of each, the rounds of all in turns, so that a busy moment meets them alike. */
function inTurns(runs: readonly (() => void)[]): readonly number[] {
  for (const run of runs) timesIn(run, WARM);
  const times = runs.map((run) => timesIn(run, ROUND));
  const measured = runs.map((): number[] => []);
  for (let round = 0; round < ROUNDS; round += 1)
    for (const [index, run] of runs.entries()) measured[index]?.push(once(run, times[index] ?? 1));
  return measured.map(median);
}

/** How often a run fits into so many milliseconds, once it is warm. */
function timesIn(run: () => void, milliseconds: number): number {
  let times = 1;
  for (;;) {
    const taken = (once(run, times) * times) / 1000;
    if (taken > milliseconds) return Math.max(1, Math.round((times * milliseconds) / taken));
    times *= 2;
  }
}

function once(run: () => void, times: number): number {
  const before = performance.now();
  for (let time = 0; time < times; time += 1) run();
  return ((performance.now() - before) / times) * 1000;
}
