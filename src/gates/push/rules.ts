// The rules that a push is judged by: configuration and policies of a commit, or of the server. Never those of the push itself.
import { posix } from 'node:path';
import { definitionsAt, type FileFacts, joinFacts, readDefinitions, snapshotAt } from '../../bundle/definitions.ts';
import { type LoadResult, loadBundle } from '../../bundle/load.ts';
import type { PolicySource } from '../../bundle/sources.ts';
import { CONFIG_FILE, type Config, DEFAULT_CONFIG, parseConfig } from '../../config/config.ts';
import { loadConfig, pathFrom, policySource } from '../../config/load.ts';
import { type Entry, listState } from '../../git/diff.ts';
import type { GitPlace } from '../../git/exec.ts';
import { readFiles } from '../../git/files.ts';
import type { ReportedError } from '../../reports/report.ts';
import { parseSnapshot } from '../../snapshot/snapshot.ts';

/** What the server's administrator says, over what the repository says. */
export interface ServerRules {
  /** Folders, files on the server or `pack:NAME`. */
  readonly policies: readonly string[];
  /** A configuration file on the server. */
  readonly config: string | undefined;
  /** Files and folders of definitions on the server, beside those of the configuration. */
  readonly schemas: readonly string[];
  /** A snapshot on the server, instead of that of the configuration. */
  readonly snapshot: string | undefined;
}

/** Loaded rules, or why they could not be loaded. */
export type Rules =
  | {
      readonly ok: true;
      readonly config: Config;
      readonly loaded: Extract<LoadResult, { ok: true }>;
      readonly facts: Extract<FileFacts, { ok: true }>;
    }
  | { readonly ok: false; readonly problems: readonly ReportedError[] };

/** The rules that hold at a commit; undefined for a repository without one: the server's, or the default packs. */
export async function rulesAt(place: GitPlace, commit: string | undefined, server: ServerRules): Promise<Rules> {
  const entries = commit === undefined ? [] : await listState(place, { tree: commit });
  const read = server.config === undefined ? await configOf(place, entries) : configOnServer(place.cwd, server.config);
  if (!read.ok) return read;
  const sources =
    server.policies.length > 0
      ? server.policies.map((one) => policySource(one, place.cwd, place.cwd))
      : read.folder !== undefined
        ? read.config.policies.map((one) => policySource(one, read.folder ?? '', place.cwd))
        : await sourcesOf(place, entries, read.config.policies);
  if ('ok' in sources) return sources;
  const [loaded, facts] = await Promise.all([
    loadBundle(sources, { reserved: true, deferred: true }),
    factsOf(place, entries, read, server),
  ]);
  if (loaded.ok && facts.ok) return { ok: true, config: read.config, loaded, facts };
  const problems = [loaded, facts].flatMap((one) => (one.ok ? [] : one.problems));
  return { ok: false, problems: problems.map((one) => ({ ...one, enforcement: 'deny' })) };
}

/** Definitions and snapshot: those of the configuration as its tree or its server holds them, and those that the server names. */
async function factsOf(
  place: GitPlace,
  entries: readonly Entry[],
  { config, folder }: Extract<ReadConfig, { ok: true }>,
  server: ServerRules,
): Promise<FileFacts> {
  const onServer = (written: string) => pathFrom(written, place.cwd, place.cwd);
  const inTree = async (written: string) => {
    const path = normal(written);
    const { files, problems } = await readFiles(
      place,
      entries.filter((entry) => isBelow(entry.path, path) && isDocument(entry.path, path)),
    );
    return { files, problems: problems.map(({ code, message, file }) => ({ code, message, location: at(file) })) };
  };
  const definitions = await Promise.all(server.schemas.map(onServer).map(definitionsAt));
  for (const written of config.schemas) {
    if (folder !== undefined) definitions.push(await definitionsAt(pathFrom(written, folder, place.cwd)));
    else {
      const { files, problems } = await inTree(written);
      const read = await readDefinitions(written, files);
      definitions.push({ ...read, problems: [...problems, ...(problems.length > 0 ? [] : read.problems)] });
    }
  }
  const { snapshot } = config;
  if (server.snapshot !== undefined) return joinFacts(definitions, snapshotAt(onServer(server.snapshot)));
  if (snapshot === undefined) return joinFacts(definitions, undefined);
  if (folder !== undefined) return joinFacts(definitions, snapshotAt(pathFrom(snapshot, folder, place.cwd)));
  const { files, problems } = await inTree(snapshot);
  const [file] = files;
  if (file && problems.length === 0) return joinFacts(definitions, parseSnapshot(file.path, file.bytes));
  const message = `the commit holds no snapshot at \`${snapshot}\`; commit it or correct \`snapshot\``;
  const missing = { code: 'snapshot-unreadable', message, location: at(CONFIG_FILE) };
  return joinFacts(definitions, { ok: false, problems: problems.length > 0 ? problems : [missing] });
}

function at(file: string) {
  return { file, line: 1, column: 1 };
}

/** Whether a change of a path changes the rules of the repository. */
export function isRule(path: string, { policies, schemas, snapshot = CONFIG_FILE }: Config): boolean {
  return (
    [CONFIG_FILE, normal(snapshot)].includes(path) ||
    [...policies, ...schemas].some((one) => !one.startsWith('pack:') && isBelow(path, normal(one)))
  );
}

type ReadConfig =
  | { readonly ok: true; readonly config: Config; readonly folder: string | undefined }
  | Extract<Rules, { ok: false }>;

async function configOf(place: GitPlace, entries: readonly Entry[]): Promise<ReadConfig> {
  const entry = entries.find(({ path }) => path === CONFIG_FILE);
  if (!entry) {
    const misnamed = entries.find(({ path }) => path === 'sallyport.yml');
    if (!misnamed) return { ok: true, config: DEFAULT_CONFIG, folder: undefined };
    return fail(
      'config-name',
      `the configuration is not read under this name; rename it to \`${CONFIG_FILE}\``,
      misnamed.path,
    );
  }
  const { files, problems } = await readFiles(place, [entry]);
  const [file] = files;
  if (!file)
    return fail(
      problems[0]?.code ?? 'unreadable',
      problems[0]?.message ?? 'the configuration cannot be read',
      CONFIG_FILE,
    );
  const parsed = parseConfig(CONFIG_FILE, file.bytes);
  if (parsed.ok) return { ...parsed, folder: undefined };
  return { ok: false, problems: parsed.problems.map((one) => ({ ...one, enforcement: 'deny' })) };
}

function configOnServer(cwd: string, file: string): ReadConfig {
  const loaded = loadConfig({ cwd, root: undefined, file });
  return loaded.ok ? loaded : { ok: false, problems: loaded.problems.map((one) => ({ ...one, enforcement: 'deny' })) };
}

/** Policies as the tree of the commit holds them. */
async function sourcesOf(
  place: GitPlace,
  entries: readonly Entry[],
  policies: readonly string[],
): Promise<readonly PolicySource[] | Extract<Rules, { ok: false }>> {
  const sources: PolicySource[] = [];
  for (const written of policies) {
    if (written.startsWith('pack:')) {
      sources.push({ pack: written.slice('pack:'.length) });
      continue;
    }
    const path = normal(written);
    const below = entries.filter((entry) => isBelow(entry.path, path) && isDocument(entry.path, path));
    const { files, problems } = await readFiles(place, below);
    const [problem] = problems;
    if (problem) return fail(problem.code, problem.message, problem.file);
    if (files.length === 0) {
      return fail(
        'policies-empty',
        `the commit holds no policies at \`${written}\`; commit them or correct \`policies\``,
        CONFIG_FILE,
      );
    }
    sources.push({ name: written, files });
  }
  return sources;
}

/** Folders are read as on disk: YAML and JSON, without hidden names and packages. */
function isDocument(path: string, folder: string): boolean {
  if (path === folder) return true;
  const inside = folder === '' ? path : path.slice(folder.length + 1);
  return (
    /\.(ya?ml|json)$/.test(inside) && !inside.split('/').some((part) => part.startsWith('.') || part === 'node_modules')
  );
}

function isBelow(path: string, folder: string): boolean {
  return folder === '' || path === folder || path.startsWith(`${folder}/`);
}

/** `./policies/` is `policies`; the top folder is ''. A path that leaves the repository matches nothing in it. */
function normal(written: string): string {
  const path = posix.normalize(written).replace(/\/+$/, '');
  return path === '.' ? '' : path;
}

function fail(code: string, message: string, file: string): Extract<Rules, { ok: false }> {
  return { ok: false, problems: [{ code, message, enforcement: 'deny', location: { file, line: 1, column: 1 } }] };
}
