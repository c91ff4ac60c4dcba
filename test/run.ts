// Starts node's test runner on an explicit list of compiled test files (Node 20 expands no globs and would run
// support files too). Fails when it finds fewer files than the suite is known to have. `--all` adds e2e, a word filters by path (one with `e2e` in it reaches those).
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { ensureBinaries } from './e2e/binaries.ts';

/** Lower bound on the number of test files: a run that sees fewer has lost some. */
const MINIMUM_FILES = 400;

const words = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const all = process.argv.includes('--all');

const sources = readdirSync('test', { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.test.ts'))
  .sort();
if (sources.length < MINIMUM_FILES) {
  console.error(`found ${sources.length} test files below test/, expected at least ${MINIMUM_FILES}`);
  process.exit(1);
}
const chosen = sources
  .filter((path) => all || words.some((word) => word.includes('e2e')) || !path.startsWith('e2e'))
  .filter((path) => words.length === 0 || words.some((word) => path.includes(word)));
if (chosen.length === 0) {
  console.error(`no test file matches ${words.join(', ')}`);
  process.exit(1);
}
let leftOut = false;
// Built before the first test, so that progress is seen and no test waits for the compiler.
if (chosen.some((path) => path.startsWith('e2e'))) {
  try {
    leftOut = (await ensureBinaries()) === undefined;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}

/** Runs compiled test files, `concurrency` at a time; the exit code of the runner. */
function runFiles(paths: readonly string[], concurrency: number): number {
  if (paths.length === 0) return 0;
  const files = paths.map((path) => join('dist', 'test', path.replace(/\.ts$/, '.js')));
  const runner = ['--test', '--test-reporter=spec', `--test-concurrency=${concurrency}`];
  return spawnSync(process.execPath, ['--enable-source-maps', ...runner, ...files], { stdio: 'inherit' }).status ?? 1;
}

// The runner's own default leaves one core idle. Control planes take turns: two that start at once could be given one port.
const status = Math.max(
  runFiles(
    chosen.filter((path) => path.startsWith('e2e')),
    1,
  ),
  runFiles(
    chosen.filter((path) => !path.startsWith('e2e')),
    availableParallelism(),
  ),
);
if (leftOut) console.error('LEFT OUT: the tests that need a real API server (test/e2e), as said at the beginning');
process.exit(status);
