// The Kubernetes releases whose API the package carries as data, and the programs of each, built once from its Go modules.
// Starts nothing; what is read from the programs is read-api.ts.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { buildArguments, buildOnce, cacheRoot, ensureBinaries, goVersion, kubernetesVersion } from '../binaries.ts';

/** One release: the newest patch of its minor that the Go module proxy serves. */
export interface Release {
  /** `1.35`. */
  readonly minor: string;
  /** `v1.35.4`. */
  readonly version: string;
}

/** The releases, oldest first. That of test/e2e/go.mod is the one that the end-to-end tests run against. */
export const RELEASES: readonly Release[] = [
  { minor: '1.33', version: 'v1.33.13' },
  { minor: '1.34', version: 'v1.34.4' },
  { minor: '1.35', version: kubernetesVersion() },
  { minor: '1.36', version: 'v1.36.3' },
];

/** Absolute paths of a release's programs. */
export interface ReleasePrograms {
  readonly etcd: string;
  readonly kubeApiserver: string;
  /** Prints the Go types behind the kinds it is given, and when each kind came and goes. */
  readonly apiTypes: string;
}

const SOURCE = resolve('test/e2e');

/** A go.mod that asks for the release; k8s.io/kubernetes names its staging modules by folders, which are releases here. */
function goModule(version: string, upstream: string): string {
  const staging = [...upstream.matchAll(/^\t(\S+) => \.\/staging\/\S+$/gm)].map(([, name]) => name);
  if (staging.length === 0) throw new Error(`the go.mod of k8s.io/kubernetes ${version} replaces no staging module`);
  const kept = upstream.split('\n').filter((line) => /^(go|godebug) /.test(line));
  const replaced = staging.map((name) => `\t${name} => ${name} ${version.replace(/^v1\./, 'v0.')}`);
  const lines = ['module sallyport.dev/kubernetes', ...kept, `require k8s.io/kubernetes ${version}`];
  return `${[...lines, 'replace (', ...replaced, ')'].join('\n')}\n`;
}

async function upstreamModule(version: string): Promise<string> {
  const words = ['mod', 'download', '-json', `k8s.io/kubernetes@${version}`];
  const { stdout } = await promisify(execFile)('go', words, { cwd: SOURCE, env: { ...process.env, GOFLAGS: '' } });
  return readFileSync((JSON.parse(stdout) as { GoMod: string }).GoMod, 'utf8');
}

/** Builds one main of ours with the modules of a release, unless it is there; the path of the program. */
async function ensureMain({ version }: Release, go: string, module: string, main: string): Promise<string> {
  const text = readFileSync(join(SOURCE, main, 'main.go'));
  const hash = createHash('sha256')
    .update([go, ...buildArguments(version), module].join('\0'))
    .update(text);
  const name = basename(main);
  const folder = join(cacheRoot(), 'kubernetes', `${version}-${name}-${hash.digest('hex').slice(0, 16)}`);
  if (!existsSync(folder)) {
    const source = `${folder}.source`;
    mkdirSync(join(source, name), { recursive: true });
    writeFileSync(join(source, name, 'main.go'), text);
    writeFileSync(join(source, 'go.mod'), module);
    await buildOnce({ version, source, mains: [name], modules: 'mod', folder });
    rmSync(source, { recursive: true, force: true });
  }
  return join(folder, name);
}

/** Builds the programs of a release, unless they are there; undefined where there is no Go. */
export async function ensurePrograms(release: Release): Promise<ReleasePrograms | undefined> {
  const pinned = await ensureBinaries();
  const go = await goVersion();
  if (!pinned || !go) return undefined;
  const module = goModule(release.version, await upstreamModule(release.version));
  // One kube-apiserver of a version is enough, and one etcd serves them all.
  const kubeApiserver =
    release.version === kubernetesVersion()
      ? pinned.kubeApiserver
      : await ensureMain(release, go, module, 'kube-apiserver');
  const apiTypes = await ensureMain(release, go, module, 'kubernetes/api-types');
  return { etcd: pinned.etcd, kubeApiserver, apiTypes };
}
