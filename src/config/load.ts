// Finds and reads `sallyport.yaml`: the named file, or the nearest one from the working directory up to the repository's root.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { CONFIG_FILE, type Config, type ConfigProblem, DEFAULT_CONFIG, parseConfig } from './config.ts';

/** The configuration with the folder that its policies are relative to. */
export type LoadedConfig =
  | { readonly ok: true; readonly config: Config; readonly file: string | undefined; readonly folder: string }
  | { readonly ok: false; readonly problems: readonly ConfigProblem[] };

/** Where to look. */
export interface ConfigSearch {
  readonly cwd: string;
  /** Top folder of the repository, where the search ends; undefined: only `cwd` is searched. */
  readonly root: string | undefined;
  /** The file that the user names. */
  readonly file?: string | undefined;
}

/** Reads the configuration; without a file the defaults hold. */
export function loadConfig(search: ConfigSearch): LoadedConfig {
  const { cwd } = search;
  const found = search.file === undefined ? nearest(search) : { file: resolve(cwd, search.file) };
  if (!found) return { ok: true, config: DEFAULT_CONFIG, file: undefined, folder: cwd };
  const shown = search.file ?? (relative(search.root ?? cwd, found.file) || CONFIG_FILE);
  const fail = (code: string, message: string): LoadedConfig => ({
    ok: false,
    problems: [{ code, message, location: { file: shown, line: 1, column: 1 } }],
  });
  if ('misnamed' in found)
    return fail('config-name', `the configuration is not read under this name; rename it to \`${CONFIG_FILE}\``);
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(found.file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return fail('not-found', 'there is no such configuration; correct `--config`');
    return fail('unreadable', `the configuration cannot be read (${code}); mend its permissions`);
  }
  const parsed = parseConfig(shown, bytes);
  if (!parsed.ok) return parsed;
  const folder = dirname(found.file);
  return { ok: true, config: fromRoot(parsed.config, relative(search.root ?? cwd, folder)), file: found.file, folder };
}

/**
 * The configuration with globs that are read from the repository's root, where files are named from: those of a file in a
 * folder below mean that folder. A file elsewhere (a server's) means the root.
 */
function fromRoot(config: Config, folder: string): Config {
  const prefix = folder.split(sep).join('/');
  if (prefix === '' || prefix.startsWith('..') || isAbsolute(folder)) return config;
  const below = (glob: string) => `${prefix}/${glob.replace(/^\.?\//, '')}`;
  return {
    ...config,
    exclude: config.exclude.map(below),
    namespaces: config.namespaces.map(({ paths, ...rest }) => (paths ? { ...rest, paths: paths.map(below) } : rest)),
  };
}

function nearest({ cwd, root }: ConfigSearch): { readonly file: string; readonly misnamed?: true } | undefined {
  for (let folder = resolve(cwd); ; folder = dirname(folder)) {
    const file = join(folder, CONFIG_FILE);
    if (existsSync(file)) return { file };
    // A configuration that is passed over in silence would leave the gate to the defaults.
    const other = join(folder, 'sallyport.yml');
    if (existsSync(other)) return { file: other, misnamed: true };
    if (root === undefined || folder === resolve(root) || folder === dirname(folder)) return undefined;
  }
}

/**
 * A policy source as flags and files write it: `pack:NAME`, or a path relative to `folder`.
 */
export function policySource(
  written: string,
  folder: string,
  cwd: string,
): { readonly pack: string } | { readonly path: string } {
  return written.startsWith('pack:')
    ? { pack: written.slice('pack:'.length) }
    : { path: pathFrom(written, folder, cwd) };
}

/** A path that is relative to `folder`, named as seen from `cwd` where that is the process's own working directory, else in full. */
export function pathFrom(written: string, folder: string, cwd: string): string {
  const full = resolve(folder, written);
  const seen = relative(cwd, full) || '.';
  return resolve(seen) === full ? seen : full;
}
