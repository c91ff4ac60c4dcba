// The commit gate from end to end: configuration, policies and manifests in, a report and an exit code out. Prints nothing.
import { relative, resolve, sep } from 'node:path';
import { completionData } from '../../bundle/api-data.ts';
import { type LoadResult, loadBundle } from '../../bundle/load.ts';
import { namespaceLabels } from '../../change/namespace.ts';
import { CONFIG_FILE, DEFAULT_CONFIG, excludes, namespaceForPath } from '../../config/config.ts';
import { type LoadedConfig, loadConfig, policySource } from '../../config/load.ts';
import { type Decided, decideAll } from '../../engine/decide-all.ts';
import { GitError, type GitPlace } from '../../git/exec.ts';
import { workTreeRoot } from '../../git/refs.ts';
import { locate } from '../../manifest/position.ts';
import type { Judgement } from '../../reports/assemble.ts';
import type { Location, ReportedError } from '../../reports/report.ts';
import { answer, type CommitAnswer } from './answer.ts';
import { intake } from './intake.ts';
import { type Against, type ReadManifests, readManifests } from './read.ts';
import { repositoryRoot } from './walk.ts';

/** What a check is asked to do; undefined where the configuration or a default decides. */
export interface CheckOptions {
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
}

/** The process around a check. */
export interface Surroundings extends GitPlace {
  readonly version: string;
  readonly stdin: () => Promise<Uint8Array>;
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
  const [bundle, read] = await Promise.all([
    loadPolicies(options, loaded, around.cwd),
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
  const kubernetesVersion = options.kubernetesVersion ?? config.kubernetesVersion;
  const { changes, moved } = intake(
    {
      old: read.old,
      new: read.new,
      namespaceForPath: (path) => namespace ?? namespaceForPath(config, path),
      actor: bundle.bundle.bound.some(({ policy }) => policy.actorProof !== 'apiserver')
        ? await read.actor()
        : undefined,
    },
    completionData(),
  );
  const named = <T extends { readonly source: { readonly file: string } }>(all: readonly T[]) =>
    all.filter(({ source }) => read.isNamed(source.file));
  const judge = (spaces: readonly { readonly object: ReadManifests['new'][number]['object'] }[]) =>
    decideAll(named(changes), named(moved), bundle.bundle, {
      now,
      kubernetesVersion,
      namespaceLabels: namespaceLabels(
        spaces.map(({ object }) => object),
        config.namespaces,
      ),
    });
  let decided: Decided<(typeof changes)[number]> = judge(read.new);
  if (decided.unknown.size > 0) {
    // The whole tree is read only now that some rule needs the labels of a namespace which the changed files do not hold.
    const others = await read.namespaces();
    if (others.length > 0) decided = judge(others.map((object) => ({ object })));
  }
  const given = answer({
    version: around.version,
    kubernetes: kubernetesVersion,
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
