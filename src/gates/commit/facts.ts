// Facts beside the manifests of a check: definitions of folders, a snapshot, the cluster itself. Flags go before the configuration.
import { definitionsAt, type FileFacts, joinFacts, snapshotAt } from '../../bundle/definitions.ts';
import type { LoadedConfig } from '../../config/load.ts';
import { pathFrom } from '../../config/load.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';

/** Where facts come from, as flags say it. */
export interface FactOptions {
  /** Files and folders of definitions, beside those of the configuration. */
  readonly schemas: readonly string[];
  /** A snapshot, instead of that of the configuration. */
  readonly snapshot: string | undefined;
}

/** Asks a cluster for what it knows; the message says why it cannot. */
export type ClusterReader = () => Promise<
  { readonly ok: true; readonly facts: Snapshot } | { readonly ok: false; readonly message: string }
>;

/** All facts, or why they cannot be read. What the cluster says goes before what a snapshot once said of it. */
export async function factsOf(
  { schemas, snapshot }: FactOptions,
  { config, folder }: Extract<LoadedConfig, { ok: true }>,
  { cwd, cluster }: { readonly cwd: string; readonly cluster?: ClusterReader },
): Promise<FileFacts> {
  const folders = [
    ...config.schemas.map((one) => pathFrom(one, folder, cwd)),
    ...schemas.map((one) => pathFrom(one, cwd, cwd)),
  ];
  const configured = config.snapshot === undefined ? undefined : pathFrom(config.snapshot, folder, cwd);
  const file = snapshot === undefined ? configured : pathFrom(snapshot, cwd, cwd);
  const answered = await cluster?.();
  if (answered?.ok === false) {
    return { ok: false, problems: [{ code: 'cluster-unreadable', message: answered.message, location: null }] };
  }
  const seen = answered
    ? { ok: true as const, snapshot: answered.facts }
    : file === undefined
      ? undefined
      : snapshotAt(file);
  return joinFacts(await Promise.all(folders.map(definitionsAt)), seen);
}
