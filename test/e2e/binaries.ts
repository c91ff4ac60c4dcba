// Builds what the end-to-end tests run against: etcd, kube-apiserver, kubectl and the referees, once per
// version, into a cache folder outside the checkout. Starts nothing and tests nothing.
import { execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

/** Absolute paths of the programs that the end-to-end tests start. */
export interface Binaries {
  readonly etcd: string;
  readonly kubeApiserver: string;
  readonly kubectl: string;
  /** Answers what Kubernetes' own pod-security admission says of an object; JSON lines in, JSON lines out. */
  readonly podSecurityReferee: string;
  /** Answers what kubectl makes of a YAML text; JSON lines in, JSON lines out. */
  readonly yamlReferee: string;
  /** Answers what the API server makes of rules of CustomResourceDefinitions; JSON lines in, JSON lines out. */
  readonly celReferee: string;
}

/** Folder of go.mod and the mains, as text in the checkout (compiled tests run from dist/, which holds no Go files). */
const SOURCE = resolve('test/e2e');
const MAINS = ['etcd', 'kube-apiserver', 'kubectl', 'podsecurity', 'yaml2json', 'celrules'] as const;
/** Built here even where the programs of Kubernetes are given. */
const REFEREES: ReadonlySet<string> = new Set(['podsecurity', 'yaml2json', 'celrules']);
/** Why there is nothing to run against without Go, and the remedy. */
const WITHOUT_GO =
  '`go` is not on PATH, and it builds the kube-apiserver that the end-to-end tests need; install Go 1.25 or newer (https://go.dev/dl)';

const run = promisify(execFile);
const say = (text: string): void => void process.stderr.write(`e2e: ${text}\n`);

/** `v1.35.4`: the version of Kubernetes that go.mod asks for. */
export function kubernetesVersion(): string {
  const version = /^\s+k8s\.io\/kubernetes (v[0-9.]+)$/m.exec(readFileSync(join(SOURCE, 'go.mod'), 'utf8'))?.[1];
  if (!version) throw new Error('test/e2e/go.mod requires no k8s.io/kubernetes');
  return version;
}

/** What `go build` makes: `mains` of the Go module in `source`, into `folder`, once. */
export interface Build {
  readonly version: string;
  readonly source: string;
  readonly mains: readonly string[];
  /** Whether go.mod and go.sum state everything, or Go completes them (`mod`). */
  readonly modules: 'readonly' | 'mod';
  readonly folder: string;
}

/** The arguments that stamp the version into kube-apiserver and kubectl, as their release builds do. */
export function buildArguments(version: string): string[] {
  const [major, minor] = version.slice(1).split('.');
  const stamps = ['k8s.io/component-base/version', 'k8s.io/client-go/pkg/version'].flatMap((place) => [
    `-X ${place}.gitVersion=${version}`,
    `-X ${place}.gitMajor=${major}`,
    `-X ${place}.gitMinor=${minor}`,
  ]);
  return ['build', '-v', '-trimpath', '-ldflags', ['-s', '-w', ...stamps].join(' ')];
}

/** Where the build of exactly these sources belongs: another go.sum, main, flag or Go release is another folder. */
function cacheFolder(version: string, goVersion: string, mains: readonly string[]): string {
  const hash = createHash('sha256').update([goVersion, ...buildArguments(version), ...mains].join('\0'));
  for (const file of ['go.mod', 'go.sum', ...mains.map((name) => `${name}/main.go`)])
    hash.update(`\0${file}\0`).update(readFileSync(join(SOURCE, file)));
  return join(cacheRoot(), 'e2e', `${version}-${hash.digest('hex').slice(0, 16)}`);
}

/** The folder of everything that is built once and kept. */
export const cacheRoot = (): string => join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'sallyport');

/** What `go version` says; undefined where there is no Go. */
export async function goVersion(): Promise<string | undefined> {
  try {
    // The answer is like `go version go1.26.8 linux/amd64`: release, system and processor.
    return (await run('go', ['version'], { cwd: SOURCE })).stdout.trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new Error(`\`go version\` failed: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Runs `go build` into `folder` and tells every few seconds how far it is. */
async function build({ version, source, mains, modules: mode }: Build, folder: string): Promise<void> {
  say(`building ${mains.join(', ')} (${version}) once; this takes minutes on a machine that never did`);
  const child = spawn('go', [...buildArguments(version), '-o', `${folder}/`, ...mains.map((name) => `./${name}`)], {
    cwd: source,
    env: { ...process.env, CGO_ENABLED: '0', GOFLAGS: `-mod=${mode} -buildvcs=false`, GOWORK: 'off' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const begun = Date.now();
  const told: string[] = [];
  let modules = 0;
  let packages = 0;
  createInterface({ input: child.stderr }).on('line', (line) => {
    if (line.startsWith('go: downloading ')) modules += 1;
    else if (/^[\w.-]+(\/[\w.@~-]+)*$/.test(line)) packages += 1;
    else told.push(line);
  });
  const progress = setInterval(
    () =>
      say(`${Math.round((Date.now() - begun) / 1000)} s: ${modules} modules downloaded, ${packages} packages compiled`),
    10_000,
  );
  try {
    const code = await new Promise<number | null>((done, fail) => child.once('error', fail).once('close', done));
    if (code !== 0)
      throw new Error(`\`go build\` in ${source} ended with ${code}:\n${told.slice(-30).join('\n') || '(no output)'}`);
  } finally {
    clearInterval(progress);
    child.kill();
  }
  say(`built in ${Math.round((Date.now() - begun) / 1000)} s, kept for later runs`);
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

/** Takes the lock file, or says who holds it. A lock whose holder is gone is removed. */
function takeLock(lock: string): { taken: true } | { taken: false; holder: string } {
  try {
    const file = openSync(lock, 'wx');
    writeSync(file, String(process.pid));
    closeSync(file);
    return { taken: true };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  let holder = '';
  try {
    holder = readFileSync(lock, 'utf8');
  } catch {
    return { taken: false, holder }; // released in between
  }
  if (/^[0-9]+$/.test(holder) && !isAlive(Number(holder))) rmSync(lock, { force: true });
  return { taken: false, holder };
}

/** Builds into a folder beside `folder` and renames it, so that a half-finished build is never taken for a whole one. */
export async function buildOnce(wanted: Build): Promise<void> {
  const { folder } = wanted;
  mkdirSync(join(folder, '..'), { recursive: true });
  const lock = `${folder}.lock`;
  let told = false;
  while (!existsSync(folder)) {
    const attempt = takeLock(lock);
    if (!attempt.taken) {
      if (!told) say(`waiting for the build of process ${attempt.holder}`);
      told = true;
      await sleep(500);
      continue;
    }
    const temporary = mkdtempSync(`${folder}.part-`);
    const clean = (): void => {
      rmSync(temporary, { recursive: true, force: true });
      rmSync(lock, { force: true });
    };
    process.once('exit', clean);
    try {
      if (existsSync(folder)) return;
      await build(wanted, temporary);
      // The lock can be lost to a waiter that took us for dead; then the other build, equal to ours, stays.
      if (!existsSync(folder)) renameSync(temporary, folder);
    } finally {
      clean();
      process.removeListener('exit', clean);
    }
  }
}

/** The programs of `KUBEBUILDER_ASSETS`, which whoever set it wants to be tested against. */
async function fromAssets(
  folder: string,
  version: string,
): Promise<Omit<Binaries, 'podSecurityReferee' | 'yamlReferee' | 'celReferee'>> {
  const path = (name: string): string => {
    const file = resolve(folder, name);
    if (existsSync(file)) return file;
    throw new Error(`KUBEBUILDER_ASSETS is \`${folder}\`, which holds no \`${name}\` (only ${readdirSync(folder)})`);
  };
  const binaries = { etcd: path('etcd'), kubeApiserver: path('kube-apiserver'), kubectl: path('kubectl') };
  const { stdout } = await run(binaries.kubeApiserver, ['--version']);
  const wanted = version.split('.').slice(0, 2).join('.');
  if (!stdout.includes(`${wanted}.`))
    throw new Error(`KUBEBUILDER_ASSETS holds ${stdout.trim()}; the tests are written for ${wanted}`);
  say(`KUBEBUILDER_ASSETS: ${stdout.trim()} from ${folder}`);
  return binaries;
}

/**
 * Paths of the programs, built now if they never were. Without Go it says on stderr what is left out and answers
 * undefined; where `CI` is `true` nothing may be left out, and it throws. A build that fails throws as well.
 */
export async function ensureBinaries(): Promise<Binaries | undefined> {
  const version = kubernetesVersion();
  const go = await goVersion();
  if (!go) {
    if (process.env['CI'] === 'true') throw new Error(`where CI is true no test may be left out, but ${WITHOUT_GO}`);
    // Said once, by the process that starts the test files (node:test marks the files' own processes).
    if (!process.env['NODE_TEST_CONTEXT'])
      say(`LEFT OUT: all tests that need a real API server (test/e2e): ${WITHOUT_GO}`);
    return undefined;
  }
  const assets = process.env['KUBEBUILDER_ASSETS'];
  const mains = assets ? MAINS.filter((name) => REFEREES.has(name)) : MAINS;
  const folder = cacheFolder(version, go, mains);
  await buildOnce({ version, source: SOURCE, mains, modules: 'readonly', folder });
  return {
    ...(assets
      ? await fromAssets(assets, version)
      : {
          etcd: join(folder, 'etcd'),
          kubeApiserver: join(folder, 'kube-apiserver'),
          kubectl: join(folder, 'kubectl'),
        }),
    podSecurityReferee: join(folder, 'podsecurity'),
    yamlReferee: join(folder, 'yaml2json'),
    celReferee: join(folder, 'celrules'),
  };
}

/** The reason that node:test shows beside each test that is skipped without Go. */
export const SKIP_REASON = 'needs Go to build a real kube-apiserver';
