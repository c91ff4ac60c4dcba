// By what a check judges: the configuration, the policies of its flags or its own, the release. Loaded alike by every thread of a scan.
import { relative, resolve, sep } from 'node:path';
import { type KubernetesVersion, kubernetesVersion } from '../../bundle/api-data.ts';
import { type LoadResult, loadBundle } from '../../bundle/load.ts';
import { type LoadedConfig, loadConfig, policySource } from '../../config/load.ts';
import type { Location, ReportedError } from '../../reports/report.ts';

/** What decides by what is judged; undefined where the configuration or a default does. */
export interface RuleOptions {
  /** Folders, files or `pack:NAME`; none: those of the configuration. */
  readonly policies: readonly string[];
  readonly config: string | undefined;
  readonly kubernetesVersion: string | undefined;
  /** Whether a kind without a schema is an error; false leaves it to the configuration. */
  readonly strictKinds: boolean;
}

/** The configuration that was found, and where. */
export type FoundConfig = Extract<LoadedConfig, { ok: true }>;

/** What a check judges by. */
export interface Rules {
  readonly found: FoundConfig;
  readonly policies: Extract<LoadResult, { ok: true }>;
  readonly version: KubernetesVersion;
  readonly strictKinds: boolean;
}

/** The rules, or why they cannot be loaded. */
export type LoadedRules = { readonly ok: true; readonly rules: Rules } | RuleErrors;

/** What is wrong, ready to be reported. */
export interface RuleErrors {
  readonly ok: false;
  readonly errors: readonly ReportedError[];
}

/** Where a check runs. */
export interface RulePlace {
  readonly cwd: string;
  /** Top folder of the work tree; undefined outside of a repository. */
  readonly root: string | undefined;
}

/** Finds the configuration: what else is to be done depends on it. */
export function findConfig(options: RuleOptions, { cwd, root }: RulePlace): FoundConfig | RuleErrors {
  const loaded = loadConfig({ cwd, root, file: options.config });
  return loaded.ok ? loaded : { ok: false, errors: loaded.problems.map(asError) };
}

/** Loads the rules that a configuration and the flags name. */
export async function loadRules(options: RuleOptions, found: FoundConfig, place: RulePlace): Promise<LoadedRules> {
  const { cwd, root } = place;
  const { config, folder } = found;
  const policies = await loadBundle(
    options.policies.length > 0
      ? options.policies.map((one) => policySource(one, cwd, cwd))
      : config.policies.map((one) => policySource(one, folder, cwd)),
    { reserved: true, deferred: true },
  );
  const show = shownFrom(cwd, root);
  if (!policies.ok) {
    const { problems } = policies;
    return { ok: false, errors: problems.map((one) => asError({ ...one, location: show(one.location) })) };
  }
  const known = kubernetesVersion(options.kubernetesVersion ?? config.kubernetesVersion);
  if (!known.ok) return { ok: false, errors: [asError({ code: 'kubernetes-version', ...known, location: null })] };
  const strictKinds = options.strictKinds || config.strictKinds;
  return { ok: true, rules: { found, policies, version: known.version, strictKinds } };
}

/** Places of policy files as reports name files: from the repository's root. */
export function shownFrom(cwd: string, root: string | undefined): (place: Location | null) => Location | null {
  return (place) => {
    if (!place || root === undefined) return place;
    const inside = relative(root, resolve(cwd, place.file)).split(sep).join('/');
    return inside.startsWith('../') ? place : { ...place, file: inside };
  };
}

/** A problem as an error that denies. */
export function asError({
  code,
  message,
  location,
}: Pick<ReportedError, 'code' | 'message' | 'location'>): ReportedError {
  return { code, message, enforcement: 'deny', location };
}
