// Files of the disk, as they lie there: named ones and all below named folders, sorted. Opens none of them, which is disk-file.ts's;
// follows no link; asks nothing of git.
import { type Dirent, lstatSync, readdirSync } from 'node:fs';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { pathText } from '../../git/path.ts';
import { type DiskEntry, type DiskProblem, unreadable } from './disk-file.ts';

/** What a walk found. */
export interface Walked {
  readonly files: readonly DiskEntry[];
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
}

/** Folders that hold no manifests of their own: git's store, and packages. */
const LEFT_OUT: ReadonlySet<string> = new Set(['.git', 'node_modules']);

/** Finds the files that words name. A named file is one whatever its name, a folder's files by their names. */
export function walk(words: readonly string[], options: WalkOptions): Walked {
  const found = {
    files: new Map<string, DiskEntry>(),
    problems: new Map<string, DiskProblem>(),
    excluded: new Set<string>(),
  };
  let whole = words.length > 0;
  const fail = (file: string, code: DiskProblem['code'], message: string) => {
    found.problems.set(file, { file, code, message });
  };

  const add = (bytes: Buffer | string, path: string, named: string, type: FileType) => {
    if (found.files.has(path)) return;
    if (options.excludes(path, named)) found.excluded.add(path);
    else if (type.isSymbolicLink())
      fail(path, 'symlink', 'a symbolic link is not followed; name the file it points to, or exclude it');
    else if (!type.isFile())
      fail(path, 'not-a-file', 'this is neither a file nor a folder; give manifests as files, or with `-`');
    else found.files.set(path, { path, full: textOf(bytes) });
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
      } else if (options.isManifest(below)) add(bytes, below, named, entry);
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
      add(full, path, path, stat);
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

/** What both a directory entry and a status say. */
type FileType = Pick<Dirent, 'isFile' | 'isSymbolicLink'>;

/** A path as text where text can hold it. */
function textOf(bytes: Buffer | string): string | Buffer {
  if (typeof bytes === 'string') return bytes;
  const text = bytes.toString('utf8');
  return text.includes('\ufffd') ? bytes : text;
}

function attempt<T>(action: () => T): T | Error {
  try {
    return action();
  } catch (error) {
    return error as Error;
  }
}

const byPath = (a: DiskEntry, b: DiskEntry) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0);

/** The folder that holds `.git`, from `cwd` upwards; undefined outside of a repository. */
export function repositoryRoot(cwd: string): string | undefined {
  for (let folder = resolve(cwd); ; folder = join(folder, '..')) {
    if (!(attempt(() => lstatSync(join(folder, '.git'))) instanceof Error)) return folder;
    if (folder === join(folder, '..')) return undefined;
  }
}
