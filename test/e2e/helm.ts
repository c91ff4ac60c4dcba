// The real helm for the chart's tests: built once from its Go module into the cache folder beside the other programs. Renders
// nothing by itself.
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

/** The release that is built: the last line that Go 1.25 compiles. */
const VERSION = 'v3.19.0';
const MODULE = `helm.sh/helm/v3/cmd/helm@${VERSION}`;
const WITHOUT_HELM =
  'left out: the tests of charts/sallyport, because neither `go` (to build helm) nor `helm` is on PATH; install one of them (https://go.dev/dl, https://helm.sh)';

const run = promisify(execFile);

async function works(program: string, words: readonly string[]): Promise<boolean> {
  try {
    await run(program, [...words]);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}

/** Builds into a folder beside the wanted one and renames it: a half-finished build is never taken for a whole one. */
async function build(folder: string): Promise<void> {
  process.stderr.write(`e2e: building helm ${VERSION} once; this takes a minute or two\n`);
  mkdirSync(dirname(folder), { recursive: true });
  const temporary = mkdtempSync(`${folder}.part-`);
  try {
    await run('go', ['install', '-trimpath', '-ldflags', '-s -w', MODULE], {
      cwd: temporary,
      env: { ...process.env, CGO_ENABLED: '0', GOFLAGS: '-buildvcs=false', GOWORK: 'off', GOBIN: temporary },
      maxBuffer: 64 * 1024 * 1024,
    });
    // Two runs may build at once; the first that is done stays.
    if (!existsSync(folder)) renameSync(temporary, folder);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

/**
 * Path of helm, built now if it never was; without Go the one on PATH. With neither it says on stderr what is left out and
 * answers undefined; where `CI` is `true` nothing may be left out, and it throws.
 */
export async function ensureHelm(): Promise<string | undefined> {
  const cache = process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache');
  const folder = join(cache, 'sallyport', 'e2e', `helm-${VERSION}`);
  const binary = join(folder, 'helm');
  if (existsSync(binary)) return binary;
  if (await works('go', ['version'])) {
    await build(folder);
    return binary;
  }
  if (await works('helm', ['version', '--short'])) return 'helm';
  if (process.env['CI'] === 'true') throw new Error(`nothing may be left out where CI is true, but ${WITHOUT_HELM}`);
  process.stderr.write(`e2e: ${WITHOUT_HELM}\n`);
  return undefined;
}

/** What `helm template` printed, or its complaint. */
export interface Rendered {
  readonly text: string;
  readonly complaint: string | undefined;
}

/** Renders a chart as a release `sallyport` in the namespace `sallyport-system` for Kubernetes 1.35, without a cluster. */
export async function renderChart(helm: string, chart: string, words: readonly string[]): Promise<Rendered> {
  const release = ['template', 'sallyport', chart, '--namespace', 'sallyport-system', '--kube-version', '1.35.0'];
  try {
    const { stdout } = await run(helm, [...release, ...words], { maxBuffer: 64 * 1024 * 1024 });
    return { text: stdout, complaint: undefined };
  } catch (error) {
    const { stderr } = error as { stderr?: string };
    if (stderr === undefined) throw error;
    return { text: '', complaint: stderr };
  }
}
