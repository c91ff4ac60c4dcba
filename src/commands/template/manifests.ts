// The manifests that a template command is about: from files on disk, standard input, or a revision of the repository.
import { existsSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import type { LocatedProblem } from '../../bundle/documents.ts';
import { type Config, excludes } from '../../config/config.ts';
import { readEntries } from '../../gates/commit/disk-file.ts';
import { walk } from '../../gates/commit/walk.ts';
import { GitError } from '../../git/exec.ts';
import { FILE_LIMITS } from '../../git/files.ts';
import { resolveCommit, workTreeRoot } from '../../git/refs.ts';
import { pathsOf, readState } from '../../git/sides.ts';
import { quoted } from '../../kube/quoted.ts';
import { renderAll, rendererOf } from '../../renderers/index.ts';
import type { Rendered, SourceFile, SourceObject } from '../../renderers/renderer.ts';
import type { Io } from '../command.ts';

/** What was read. */
export interface ReadManifests {
  readonly objects: readonly SourceObject[];
  readonly problems: readonly LocatedProblem[];
  /** Files by the name that objects have. */
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/** Where files are named from. */
export interface Naming {
  readonly root: string | undefined;
  readonly config: Config;
}

/** The name of standard input: no file can be called that. */
const STDIN = '<stdin>';

/** The manifests at paths; `-` is standard input, and no path is all below the working directory. */
export async function readPaths(words: readonly string[], { root, config }: Naming, io: Io): Promise<ReadManifests> {
  const named = words.length === 0 ? ['.'] : words;
  const found = walk(
    named.filter((word) => word !== '-'),
    {
      cwd: io.cwd,
      root,
      isManifest: (path) => rendererOf(path) !== undefined,
      excludes: (path, at) => excludes(config, path, at),
    },
  );
  const input: readonly SourceFile[] = named.includes('-') ? [{ path: STDIN, bytes: await io.stdin() }] : [];
  const top = root ?? io.cwd;
  const read = readEntries([...found.files, ...input], FILE_LIMITS.each);
  const all = read.files;
  const rendered = renderAll(all, { hasFile: (path) => existsSync(resolve(top, path)) });
  return {
    ...told(
      rendered,
      [...found.problems, ...read.problems].map(({ file, code, message }) => at(file, code, message)),
    ),
    files: new Map(all.map(({ path, bytes }) => [path, bytes])),
  };
}

/** The manifests of a path in a revision, `REV:PATH` with the path from the repository's root; undefined for another text. */
export async function readRevision(written: string, { config }: Naming, io: Io): Promise<ReadManifests | undefined> {
  const colon = written.indexOf(':');
  if (colon < 1 || existsSync(resolve(io.cwd, written))) return undefined;
  const place = { cwd: io.cwd, env: io.env };
  const fail = (message: string): ReadManifests => ({
    objects: [],
    problems: [{ code: 'revision', message, location: null }],
    files: new Map(),
  });
  const revision = written.slice(0, colon);
  try {
    if ((await workTreeRoot(place)) === undefined)
      return fail(`${quoted(written)} is no path, and here is no repository whose revision it could name`);
    const commit = await resolveCommit(place, revision);
    if (commit === undefined) return fail(`there is no commit ${quoted(revision)}; correct it or fetch it`);
    const path = written
      .slice(colon + 1)
      .replace(/^(\.?\/)+/, '')
      .replace(/\/+$/, '');
    const isNamed = (file: string) => path === '' || path === '.' || file === path || file.startsWith(`${path}/`);
    const wanted = (file: string) =>
      isNamed(file) && (file === path || (rendererOf(file) !== undefined && !excludes(config, file)));
    const { files, problems } = await readState(place, { tree: commit }, wanted);
    if (files.length === 0 && problems.length === 0)
      return fail(`${quoted(revision)} has no manifest at ${quoted(path)}; correct the path`);
    const paths = await pathsOf(
      place,
      { tree: commit },
      files.some((file) => file.path.includes('templates/')),
    );
    const rendered = renderAll(files, { hasFile: (file) => paths.has(file) });
    return {
      ...told(
        rendered,
        problems.map(({ file, code, message }) => at(file, code, message)),
      ),
      files: new Map(files.map(({ path: name, bytes }) => [name, bytes])),
    };
  } catch (error) {
    if (error instanceof GitError) return fail(error.message);
    throw error;
  }
}

function told({ objects, problems }: Rendered, others: readonly LocatedProblem[]) {
  const unread = problems.map(({ file, code, message, position }) => ({
    code,
    message,
    location: { file, line: position.line, column: position.column },
  }));
  return { objects, problems: [...others, ...unread] };
}

function at(file: string, code: string, message: string): LocatedProblem {
  return { code, message, location: { file, line: 1, column: 1 } };
}

/** The whole path of a file that a walk has named: from the root, or outside of it as it was given. */
export function fullPath(file: string, root: string | undefined, cwd: string): string {
  return root === undefined || isAbsolute(file) || file.startsWith('../') ? resolve(cwd, file) : join(root, file);
}
