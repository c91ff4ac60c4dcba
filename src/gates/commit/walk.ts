// Files of the disk, as they lie there: named ones and all below named folders, sorted. Follows no link; asks nothing of git.
import { type Dirent, lstatSync, readdirSync, readFileSync } from 'node:fs';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { pathText } from '../../git/path.ts';

/** A file that was read; `path` is how reports and globs name it. */
export interface DiskFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** A path that could not be read. */
export interface DiskProblem {
  readonly file: string;
  readonly code: 'not-found' | 'symlink' | 'not-a-file' | 'unreadable' | 'size-limit';
  readonly message: string;
}

/** What a walk found. */
export interface Walked {
  readonly files: readonly DiskFile[];
  readonly problems: readonly DiskProblem[];
  /** Files that `excludes` left out. */
  readonly excluded: number;
  /** True when every word was a folder: then all that is there was seen. */
  readonly whole: boolean;
}

/** What a walk is to do. */
export interface WalkOptions {
  readonly cwd: string;
  /** Top folder of the work tree; paths are named from there. Undefined: named as given. */
  readonly root: string | undefined;
  readonly isManifest: (path: string) => boolean;
  /** Whether a file is left out; `named` is the word's path that led to it: what names it outright is not excluded. */
  readonly excludes: (path: string, named: string) => boolean;
  /** Bytes of one file, and of all together. */
  readonly limits: { readonly each: number; readonly total: number };
}

/** Folders that hold no manifests of their own: git's store, and packages. */
const LEFT_OUT: ReadonlySet<string> = new Set(['.git', 'node_modules']);

/** Reads the files that words name. A named file is read whatever its name, a folder's files by their names. */
export function walk(words: readonly string[], options: WalkOptions): Walked {
  const found = {
    files: new Map<string, DiskFile>(),
    problems: new Map<string, DiskProblem>(),
    excluded: new Set<string>(),
  };
  let whole = words.length > 0;
  const fail = (file: string, code: DiskProblem['code'], message: string) => {
    found.problems.set(file, { file, code, message });
  };

  let total = 0;
  const read = (bytes: Buffer | string, path: string, named: string) => {
    if (found.files.has(path)) return;
    if (options.excludes(path, named)) {
      found.excluded.add(path);
      return;
    }
    const stat = attempt(() => lstatSync(bytes));
    if (stat instanceof Error) fail(path, 'unreadable', unreadable(stat));
    else if (stat.isSymbolicLink())
      fail(path, 'symlink', 'a symbolic link is not followed; name the file it points to, or exclude it');
    else if (!stat.isFile())
      fail(path, 'not-a-file', 'this is neither a file nor a folder; give manifests as files, or with `-`');
    else if (stat.size > options.limits.each)
      fail(
        path,
        'size-limit',
        `the file has ${stat.size} bytes, more than the ${options.limits.each} that are read; split it or exclude it`,
      );
    else {
      const content = attempt(() => readFileSync(bytes));
      if (content instanceof Error) fail(path, 'unreadable', unreadable(content));
      else if (total + content.length > options.limits.total) fail(path, 'size-limit', tooMuch(options.limits.total));
      else {
        total += content.length;
        found.files.set(path, { path, bytes: content });
      }
    }
  };

  const descend = (folder: Buffer, path: string, named: string) => {
    const entries = attempt(
      () => readdirSync(folder, { withFileTypes: true, encoding: 'buffer' } as never) as unknown as Dirent<Buffer>[],
    );
    if (entries instanceof Error) {
      fail(path === '' ? '.' : path, 'unreadable', unreadable(entries));
      return;
    }
    for (const entry of entries.sort((a, b) => Buffer.compare(a.name, b.name))) {
      const name = pathText(entry.name);
      const below = path === '' ? name : `${path}/${name}`;
      const bytes = Buffer.concat([folder, Buffer.from('/'), entry.name]);
      if (entry.isDirectory()) {
        if (!LEFT_OUT.has(name)) descend(bytes, below, named);
      } else if (options.isManifest(below)) read(bytes, below, named);
    }
  };

  for (const word of words) {
    const full = resolve(options.cwd, word);
    const path = nameOf(full, word, options);
    // A word that ends in a slash means the folder, also behind a link.
    const stat = attempt(() => lstatSync(/[/\\]$/.test(word) ? `${full}${sep}` : full));
    if (stat instanceof Error) {
      const absent =
        (stat as NodeJS.ErrnoException).code === 'ENOENT' || (stat as NodeJS.ErrnoException).code === 'ENOTDIR';
      fail(
        path,
        absent ? 'not-found' : 'unreadable',
        absent ? 'there is no such file or folder; correct the path' : unreadable(stat),
      );
      whole = false;
    } else if (stat.isDirectory()) descend(Buffer.from(full), path === '.' ? '' : path, path);
    else {
      read(full, path, path);
      whole = false;
    }
  }
  return {
    files: [...found.files.values()].sort(byPath),
    problems: [...found.problems.values()],
    excluded: found.excluded.size,
    whole,
  };
}

/** How a path on disk is named: from the work tree's root, `.` for the root itself; outside of it as given. */
function nameOf(full: string, word: string, { root }: WalkOptions): string {
  const inside = root === undefined ? undefined : relative(root, full);
  const named =
    inside === undefined || inside.startsWith(`..${sep}`) || inside === '..' || isAbsolute(inside) ? word : inside;
  const plain = named
    .split(sep)
    .join('/')
    .replace(/^(\.\/+)+(?=.)/, '')
    .replace(/(?<=.)\/+$/, '');
  return plain === '' ? '.' : plain;
}

function tooMuch(total: number): string {
  return `the files up to here have more than the ${total} bytes that one run reads; check fewer folders at a time`;
}

function attempt<T>(action: () => T): T | Error {
  try {
    return action();
  } catch (error) {
    return error as Error;
  }
}

function unreadable(error: Error): string {
  return `the path cannot be read (${(error as NodeJS.ErrnoException).code ?? error.message}); mend its permissions or exclude it`;
}

const byPath = (a: DiskFile, b: DiskFile) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0);

/** The folder that holds `.git`, from `cwd` upwards; undefined outside of a repository. */
export function repositoryRoot(cwd: string): string | undefined {
  for (let folder = resolve(cwd); ; folder = join(folder, '..')) {
    if (!(attempt(() => lstatSync(join(folder, '.git'))) instanceof Error)) return folder;
    if (folder === join(folder, '..')) return undefined;
  }
}
