// `check --staged` of one file in a small repository, as the commit hook runs it, against `node -e 0`.
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { MAIN, runNode } from './processes.ts';
import { median, percentile } from './statistics.ts';

const RUNS = 21;

/** Milliseconds over the runs. */
export interface StartupResult {
  readonly runs: number;
  readonly check: { readonly median: number; readonly p95: number };
  readonly node: { readonly median: number; readonly p95: number };
}

const MANIFEST = `apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
  namespace: shop
  labels: {app.kubernetes.io/name: settings}
data:
  colour: blue
`;

/** Measures both in turns. Fails when the check did not judge the staged file. */
export function measureStartup(folder: string): StartupResult {
  const repository = join(folder, 'repository');
  mkdirSync(repository, { recursive: true });
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=bench', '-c', 'user.email=bench@example.com', ...args], { cwd: repository });
  git('init', '--quiet');
  writeFileSync(join(repository, 'README'), 'bench\n');
  git('add', '.');
  git('commit', '--quiet', '--message', 'start');
  writeFileSync(join(repository, 'settings.yaml'), MANIFEST);
  git('add', '.');
  const main = resolve(MAIN);
  const probe = runNode([main, 'check', '--staged', '--format', 'json'], { cwd: repository });
  if (probe.status !== 0 || JSON.parse(probe.stdout).summary.objects !== 1)
    throw new Error(`check --staged did not judge one object (exit ${probe.status}): ${probe.stderr}${probe.stdout}`);
  const check: number[] = [];
  const node: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    node.push(runNode(['-e', '0'], { cwd: repository }).milliseconds);
    check.push(runNode([main, 'check', '--staged'], { cwd: repository }).milliseconds);
  }
  const summary = (all: readonly number[]) => ({ median: median(all), p95: percentile(all, 95) });
  return { runs: RUNS, check: summary(check), node: summary(node) };
}
