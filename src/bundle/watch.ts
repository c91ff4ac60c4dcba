// Keeps a bundle up to date with its files: a change that loads is handed on whole, one that does not leaves the last good
// bundle in force and is told. Loading is load.ts's, noticing file-watch.ts's.
import { type FileWatch, watchFiles } from './file-watch.ts';
import { type LoadResult, loadBundle } from './load.ts';
import type { PolicySource } from './sources.ts';

/** A bundle that loaded. */
export type Loaded = Extract<LoadResult, { readonly ok: true }>;

/** What did not load, and why. */
export type Refused = Extract<LoadResult, { readonly ok: false }>;

/** Who is told of changes; the first load is not one. */
export interface BundleWatchOptions {
  readonly sources: readonly PolicySource[];
  readonly onLoaded: (loaded: Loaded) => void;
  readonly onRefused: (refused: Refused) => void;
  /** Milliseconds between two looks at the files. */
  readonly every?: number;
}

/** Loads once and then at each change. The files are watched from before the first load on, so that no change falls between. */
export async function watchBundle(
  options: BundleWatchOptions,
): Promise<{ readonly first: LoadResult; readonly watch: FileWatch }> {
  const { sources, onLoaded, onRefused, every } = options;
  let loading: Promise<unknown> = Promise.resolve();
  let digest: string | undefined;
  const reload = async (): Promise<void> => {
    const result = await load(sources);
    if (!result.ok) return onRefused(result);
    // Comments, file names and tests may change without another meaning.
    if (result.bundle.digest === digest) return;
    digest = result.bundle.digest;
    onLoaded(result);
  };
  const watch = await watchFiles({
    paths: sources.flatMap((source) => ('path' in source ? [source.path] : [])),
    ...(every !== undefined && { every }),
    onChange: async () => {
      await loading;
      await reload();
    },
  });
  const first = load(sources);
  loading = first;
  const result = await first;
  if (result.ok) digest = result.bundle.digest;
  return { first: result, watch };
}

/** Loading returns its problems; what it throws is a fault of ours, which must not end a gate that has a good bundle. */
async function load(sources: readonly PolicySource[]): Promise<LoadResult> {
  try {
    const result = await loadBundle(sources);
    if (!result.ok || result.bundle.bound.length > 0) return result;
    const message =
      'no PolicyBinding turns a policy on, so nothing would be judged; add one, or `--policies pack:NAME`';
    return { ok: false, problems: [{ code: 'nothing-bound', message, location: null }] };
  } catch (error) {
    const message = `loading the policies failed: ${error instanceof Error ? error.message : String(error)}`;
    return { ok: false, problems: [{ code: 'internal', message, location: null }] };
  }
}
