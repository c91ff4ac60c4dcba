// One file of the disk: found by its path, read when it is its turn. Which files there are is walk.ts's.
import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs';

/** A file that was found; `path` is how reports and globs name it, `full` is where it lies: bytes where no text can say it. */
export interface DiskEntry {
  readonly path: string;
  readonly full: string | Uint8Array;
}

/** A file that was read. */
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

/** Reads a file of at most `limit` bytes, or says why it cannot be. */
function readEntry({ path, full }: DiskEntry, limit: number): DiskFile | DiskProblem {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(typeof full === 'string' ? full : Buffer.from(full), 'r');
    const { size } = fstatSync(descriptor);
    if (size > limit) {
      const message = `the file has ${size} bytes, more than the ${limit} that are read; split it or exclude it`;
      return { file: path, code: 'size-limit', message };
    }
    return { path, bytes: readFileSync(descriptor) };
  } catch (error) {
    return { file: path, code: 'unreadable', message: unreadable(error as Error) };
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/** Reads files one after the other. */
export function readEntries(
  entries: readonly (DiskEntry | DiskFile)[],
  limit: number,
): { readonly files: readonly DiskFile[]; readonly problems: readonly DiskProblem[] } {
  const files: DiskFile[] = [];
  const problems: DiskProblem[] = [];
  for (const entry of entries) {
    const read = 'bytes' in entry ? entry : readEntry(entry, limit);
    if ('code' in read) problems.push(read);
    else files.push(read);
  }
  return { files, problems };
}

/** Why a path cannot be read, and what to do. */
export function unreadable(error: Error): string {
  return `the path cannot be read (${(error as NodeJS.ErrnoException).code ?? error.message}); mend its permissions or exclude it`;
}
