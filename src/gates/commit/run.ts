// The commit gate from end to end: configuration, policies and manifests in, a report and an exit code out. Prints nothing.
import { relative, resolve, sep } from 'node:path';
import { kubernetesVersion } from '../../bundle/api-data.ts';
import { modelMaker } from '../../bundle/api-model.ts';
import { type LoadResult, loadBundle } from '../../bundle/load.ts';
import { CONFIG_FILE, DEFAULT_CONFIG, excludes, namespaceForPath } from '../../config/config.ts';
import { type LoadedConfig, loadConfig, policySource } from '../../config/load.ts';
import { GitError, type GitPlace } from '../../git/exec.ts';
import { workTreeRoot } from '../../git/refs.ts';
import { locate } from '../../manifest/position.ts';
import type { Judgement } from '../../reports/assemble.ts';
import type { Location, ReportedError } from '../../reports/report.ts';
import { judgeStates } from '../../states/judge.ts';
import { answer, type CommitAnswer } from './answer.ts';
import { type ClusterReader, type FactOptions, factsOf } from './facts.ts';
import { intake } from './intake.ts';
import { type Against, readManifests } from './read.ts';
import { repositoryRoot } from './walk.ts';

/** What a check is asked to do; undefined where the configuration or a default decides. */
export interface CheckOptions extends FactOptions {
  readonly words: readonly string[];
  readonly against: Against;
  /** Folders, files or `pack:NAME`; none: those of the configuration. */
  readonly policies: readonly string[];
  readonly config: string | undefined;
  readonly namespace: string | undefined;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly failOn: 'deny' | 'warn' | undefined;
  readonly minObjects: number;
  readonly kubernetesVersion: string | undefined;
  /** Whether a kind without a schema is an error; false leaves it to the configuration. */
  readonly strictKinds: boolean;
}

/** The process around a check. */
export interface Surroundings extends GitPlace {
  readonly version: string;
  readonly stdin: () => Promise<Uint8Array>;
  /** Asks the cluster; undefined where nobody wants that. */
  readonly cluster?: ClusterReader;
}

/** The answer, and what its reader should know beside it: one sentence each. */
export interface Checked extends CommitAnswer {
  readonly notes: readonly string[];
}

/** Runs a check. What cannot be read or judged is in the report; it throws only for bugs. */
export async function runCheck(options: CheckOptions, around: Surroundings): Promise<Checked> {
  try {
    return await check(options, around);
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    return failed(options, around, [{ code: 'git', message: error.message, enforcement: 'deny', location: null }]);
  }
}

async function check(options: CheckOptions, around: Surroundings): Promise<Checked> {
  const { against, now, namespace } = options;
  const root = against === 'disk' ? repositoryRoot(around.cwd) : await workTreeRoot(around);
  const loaded = loadConfig({ cwd: around.cwd, root, file: options.config });
  if (!loaded.ok) return failed(options, around, loaded.problems.map(asError));
  const { config } = loaded;
  const [bundle, facts, read] = await Promise.all([
    loadPolicies(options, loaded, around.cwd),
    factsOf(options, loaded, around),
    readManifests(against, {
      ...options,
      root,
      place: around,
      stdin: around.stdin,
      excludes: (path, named) => excludes(config, path, named),
    }),
  ]);
  const show = shownFrom(around.cwd, root);
  if (!bundle.ok)
    return failed(
      options,
      around,
      bundle.problems.map((problem) => asError({ ...problem, location: show(problem.location) })),
    );
  if (!facts.ok) {
    return failed(
      options,
      around,
      facts.problems.map((problem) => asError({ ...problem, location: show(problem.location) })),
    );
  }
  const known = kubernetesVersion(options.kubernetesVersion ?? config.kubernetesVersion);
  if (!known.ok) return failed(options, around, [asError({ code: 'kubernetes-version', ...known, location: null })]);
  const { version } = known;
  const decided = await judgeStates({
    states: {
      old: read.old,
      new: read.new,
      namespaceForPath: (path) => namespace ?? namespaceForPath(config, path),
      actor: bundle.bundle.bound.some(({ policy }) => policy.actorProof !== 'apiserver')
        ? await read.actor()
        : undefined,
    },
    intake,
    bundle: bundle.bundle,
    now,
    kubernetesVersion: version,
    described: config.namespaces,
    facts,
    modelOf: modelMaker({ version, strictKinds: options.strictKinds || config.strictKinds }),
    others: read.others,
    isNamed: read.isNamed,
  });
  const given = answer({
    version: around.version,
    kubernetes: version,
    bundle: bundle.bundle,
    judgements: decided.judgements satisfies readonly Judgement[],
    errors: read.problems,
    files: read.files,
    ignored: read.ignored,
    failOn: options.failOn ?? config.failOn,
    minObjects: options.minObjects,
    hygiene: {
      now,
      sawEverything: read.whole && read.problems.length === 0,
      placeOf: (kind, name, pointer) => {
        const document = bundle.documents.find((one) => one.kind === kind && one.name === name);
        return document ? show({ file: document.file, ...locate(document.text, pointer) }) : null;
      },
    },
  });
  const notes: string[] = [];
  if (loaded.file === undefined && options.policies.length === 0) {
    notes.push(`there is no ${CONFIG_FILE}: judged by the default packs ${config.policies.join(' and ')}`);
  }
  if (bundle.bundle.bound.length === 0)
    notes.push('no policy is bound, so nothing was judged by one: add a PolicyBinding');
  if (facts.kubernetes !== undefined && facts.kubernetes !== version) {
    const told = `the cluster has Kubernetes ${facts.kubernetes}, and objects were judged for ${version}`;
    notes.push(`${told}: say which is meant with \`--kubernetes-version\``);
  }
  if (given.report.summary.objects === 0) notes.push('no object was there to be judged');
  return { ...given, notes };
}

/** The policies of the flags, else those of the configuration, else the default packs. */
function loadPolicies(
  { policies }: CheckOptions,
  { config, folder }: Extract<LoadedConfig, { ok: true }>,
  cwd: string,
): Promise<LoadResult> {
  return loadBundle(
    policies.length > 0
      ? policies.map((one) => policySource(one, cwd, cwd))
      : config.policies.map((one) => policySource(one, folder, cwd)),
    { reserved: true },
  );
}

/** Places of policy files as reports name files: from the repository's root. */
function shownFrom(cwd: string, root: string | undefined): (place: Location | null) => Location | null {
  return (place) => {
    if (!place || root === undefined) return place;
    const inside = relative(root, resolve(cwd, place.file)).split(sep).join('/');
    return inside.startsWith('../') ? place : { ...place, file: inside };
  };
}

function asError({ code, message, location }: Pick<ReportedError, 'code' | 'message' | 'location'>): ReportedError {
  return { code, message, enforcement: 'deny', location };
}

/** The answer of a run that judged nothing. */
function failed(options: CheckOptions, { version }: Surroundings, errors: readonly ReportedError[]): Checked {
  const given = answer({
    version,
    kubernetes: options.kubernetesVersion ?? DEFAULT_CONFIG.kubernetesVersion,
    bundle: undefined,
    judgements: [],
    errors,
    files: 0,
    ignored: 0,
    failOn: 'deny',
    minObjects: 0,
    hygiene: { now: options.now, sawEverything: false, placeOf: () => null },
  });
  return { ...given, notes: [] };
}
