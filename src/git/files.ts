// Files of a state by their content: entries -> bytes. A link or submodule with a wanted name is a problem, never content.
import { type BlobLimits, readBlobs } from './blobs.ts';
import type { Entry } from './diff.ts';
import type { GitPlace } from './exec.ts';

/** A file's path and bytes. */
export interface GitFile {
  readonly path: string;
  readonly bytes: Buffer;
}

/** Why a file could not be read. */
export interface FileProblem {
  readonly file: string;
  readonly code: 'symlink' | 'submodule' | 'object-missing' | 'size-limit';
  readonly message: string;
}

/** What was read, and what could not be. */
export interface GitFiles {
  readonly files: readonly GitFile[];
  readonly problems: readonly FileProblem[];
}

/** What is read at most, in bytes, of one file and of a run: memory stays bounded (about ten times that) whatever a repository holds. */
export const FILE_LIMITS: BlobLimits = { each: 32 * 2 ** 20, total: 128 * 2 ** 20 };

/** Reads the content of entries, in their order. */
export async function readFiles(
  place: GitPlace,
  entries: readonly Entry[],
  limits: BlobLimits = FILE_LIMITS,
): Promise<GitFiles> {
  const plain = entries.filter(({ kind }) => kind === 'file');
  const blobs = await readBlobs(
    place,
    plain.map(({ id }) => id),
    limits,
  );
  const files: GitFile[] = [];
  const problems: FileProblem[] = [];
  for (const { path, kind, id } of entries) {
    if (kind === 'symlink') problems.push({ file: path, code: kind, message: LINK });
    else if (kind === 'submodule') problems.push({ file: path, code: kind, message: SUBMODULE });
    else {
      const blob = blobs.get(id);
      if (blob?.ok) files.push({ path, bytes: blob.bytes });
      else if (blob) problems.push({ file: path, code: blob.code, message: blob.message });
    }
  }
  return { files, problems };
}

const LINK = 'a symbolic link has the name of a manifest and is not followed; commit the file itself or exclude it';
const SUBMODULE = 'a submodule has the name of a manifest and is not read; rename or exclude it';
