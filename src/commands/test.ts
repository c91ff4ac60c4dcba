// `sallyport test`: runs the cases of policies and prints what differs. Judging is the suite's work, reading the bundle's.

import { DEFAULT_KUBERNETES_VERSION } from '../bundle/api-data.ts';
import { modelMaker } from '../bundle/api-model.ts';
import type { LocatedProblem } from '../bundle/documents.ts';
import type { PolicySource } from '../bundle/sources.ts';
import { type LoadedSuites, loadSuites, type PolicySuite } from '../bundle/suites.ts';
import { type CaseResult, gaps, runCases, type SuiteContext } from '../suite/run.ts';
import { EXIT, type Invocation } from './command.ts';

/** Cases are judged at a stated time and version, so that they give the same answer tomorrow. */
const AT = { now: Date.UTC(2026, 0, 1), kubernetesVersion: DEFAULT_KUBERNETES_VERSION };

/** Exit code 0 when all cases hold and nothing is left open, 1 when a case or a gap fails, 2 when a document cannot be read. */
export async function run({ words, has, io }: Invocation): Promise<number> {
  const sources: readonly PolicySource[] = (words.length > 0 ? words : ['policies']).map((word) =>
    word.startsWith('pack:') ? { pack: word.slice('pack:'.length) } : { path: word },
  );
  const loaded = loadSuites(sources);
  for (const problem of loaded.problems) io.stderr(printed(problem));
  for (const warning of loaded.warnings) io.stderr(`note: ${printed(warning)}`);
  if (loaded.problems.length > 0) return EXIT.unjudged;
  if (loaded.suites.length === 0) {
    io.stderr('no policy was found: name a folder, file or pack that holds policies\n');
    return EXIT.unjudged;
  }
  const context = { ...AT, modelOf: modelMaker({ version: AT.kubernetesVersion, strictKinds: false }) };
  let cases = 0;
  let failed = 0;
  for (const suite of loaded.suites) {
    const outcome = await runSuite(suite, loaded, context);
    cases += outcome.cases;
    failed += outcome.lines.length > 0 ? 1 : 0;
    if (outcome.lines.length > 0)
      io.stdout(`${suite.policy.name} (${suite.file})\n${outcome.lines.map((line) => `  ${line}\n`).join('')}`);
    else if (has('verbose')) io.stdout(`${suite.policy.name}: ${outcome.cases} cases hold\n`);
  }
  io.stdout(
    `${loaded.suites.length} policies, ${cases} cases, ${failed === 0 ? 'all hold' : `${failed} policies fail`}\n`,
  );
  return failed === 0 ? EXIT.passed : EXIT.denied;
}

function printed({ code, message, location }: LocatedProblem): string {
  return `${location ? `${location.file}:${location.line}:${location.column}: ` : ''}${message} [${code}]\n`;
}

async function runSuite(
  { policy, tests }: PolicySuite,
  { workloadKinds }: LoadedSuites,
  context: SuiteContext,
): Promise<{ readonly cases: number; readonly lines: readonly string[] }> {
  const results: CaseResult[] = [];
  for (const { spec } of tests) results.push(...(await runCases(spec, policy, workloadKinds, context)));
  const wrong = results.filter((result) => result.wrong.length > 0);
  const lines = [
    ...wrong.flatMap(({ name, expects, wrong }) => [
      `case \`${name}\` (${expects}):`,
      ...wrong.map((line) => `  ${line}`),
    ]),
    ...gaps(policy, results),
  ];
  return { cases: results.length, lines };
}
