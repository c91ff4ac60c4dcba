// `sallyport check`: flags to options, the report to stdout or a file. The gate itself is gates/commit.
import type { CheckOptions } from '../gates/commit/check.ts';
import { runCheck } from '../gates/commit/run.ts';
import { type ReportName, reports } from '../reports/index.ts';
import { type Invocation, type Io, UsageError } from './command.ts';
import { timeOf, versionOf } from './judging.ts';
import { writeResult } from './output.ts';

/** In a file or a pipe every message keeps to its line, so that it can be searched for. */
const UNWRAPPED = Number.POSITIVE_INFINITY;

/** Exit code by the contract's table: 0 passed, 1 denied, 2 could not judge. */
export async function run(invocation: Invocation): Promise<number> {
  const { io } = invocation;
  const cluster = invocation.has('cluster')
    ? { cluster: async () => (await import('./cluster.ts')).clusterFacts(invocation) }
    : {};
  if (invocation.has('kubeconfig') && !invocation.has('cluster'))
    throw new UsageError('--kubeconfig goes with --cluster: without it no cluster is asked');
  const progress = progressOn(io);
  const { report, exitCode, notes } = await runCheck(optionsOf(invocation), { ...io, ...cluster, progress });
  io.progress('');
  const output = invocation.one('output');
  const toFile = output !== undefined && output !== '-';
  const render = reports[invocation.one('format') as ReportName];
  const width = io.isTerminal && !toFile ? io.columns : UNWRAPPED;
  writeResult(output, render(report, { colour: io.colour && !toFile, width }), io);
  for (const note of notes) io.stderr(`sallyport: ${note}\n`);
  return exitCode;
}

/** Nobody has to be told how far a run is that is over at once. */
const WORTH_TELLING = 1_000;
const BETWEEN = 100;

function progressOn(io: Io): (done: number, total: number) => void {
  let next = Date.now() + WORTH_TELLING;
  return (done, total) => {
    const now = Date.now();
    if (now < next) return;
    next = now + BETWEEN;
    io.progress(`judged ${done} of ${total} files`);
  };
}

/** The options of a check as its flags state them. */
export function optionsOf(invocation: Invocation): CheckOptions {
  const { words, one, all, has } = invocation;
  const base = one('base');
  const fromGit = has('staged') || base !== undefined;
  if (has('staged') && base !== undefined)
    throw new UsageError('--staged and --base exclude each other; give one of them');
  if (fromGit && words.includes('-')) throw new UsageError('`-` has no history; leave out --staged and --base');
  const fewest = one('min-objects') ?? '0';
  if (!/^[0-9]{1,9}$/.test(fewest)) throw new UsageError(`--min-objects is a number, not \`${fewest}\``);
  const threads = one('threads');
  if (threads !== undefined && !/^[1-9][0-9]?$/.test(threads))
    throw new UsageError(`--threads is a number from 1 to 99, not \`${threads}\``);
  const namespace = one('namespace');
  // RFC 1123 label, as the API server wants the name of a namespace: another would silently be in no scope.
  if (namespace !== undefined && !/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(namespace))
    throw new UsageError(`--namespace is the name of a namespace, not \`${namespace}\``);
  return {
    words,
    against: has('staged') ? 'index' : base === undefined ? 'disk' : { base },
    policies: all('policies'),
    config: one('config'),
    namespace,
    now: timeOf(one('now')),
    failOn: one('fail-on') as CheckOptions['failOn'],
    minObjects: Number(fewest),
    threads: threads === undefined ? undefined : Number(threads),
    kubernetesVersion: versionOf(one('kubernetes-version')),
    strictKinds: has('strict-kinds'),
    schemas: all('schemas'),
    snapshot: one('snapshot'),
  };
}
