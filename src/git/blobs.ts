// Reads blobs by id through one `cat-file --batch`; a missing or oversized one is an answer of its own, never an empty file.
import { GitError, type GitPlace, git } from './exec.ts';

/** The content of a blob, or why there is none. */
export type Blob =
  | { readonly ok: true; readonly bytes: Buffer }
  | { readonly ok: false; readonly code: 'object-missing' | 'size-limit'; readonly message: string };

/** Bounds on what is loaded, in bytes: of one blob, and of all together. */
export interface BlobLimits {
  readonly each: number;
  readonly total: number;
}

/** Reads blobs; what goes beyond the limits is not loaded. The map has every id that was asked for. */
export async function readBlobs(
  place: GitPlace,
  ids: Iterable<string>,
  { each, total }: BlobLimits,
): Promise<ReadonlyMap<string, Blob>> {
  const wanted = [...new Set(ids)];
  const blobs = new Map<string, Blob>();
  if (wanted.length === 0) return blobs;
  const small: string[] = [];
  let sum = 0;
  const headers = await git(place, ['cat-file', '--batch-check'], lines(wanted));
  for (const [index, line] of headers.toString('latin1').trimEnd().split('\n').entries()) {
    const id = wanted[index] ?? '';
    const { type, size } = header(line);
    if (type !== 'blob') blobs.set(id, missing(id));
    else if (size > each) blobs.set(id, oversized(size, each));
    else if (sum + size > total) blobs.set(id, tooMuch(total));
    else {
      small.push(id);
      sum += size;
    }
  }
  if (small.length > 0) readBatch(await git(place, ['cat-file', '--batch'], lines(small)), small, blobs);
  if (blobs.size !== wanted.length) throw new GitError('git cat-file answered for fewer objects than were asked for');
  return blobs;
}

/** Takes `id type size LF content LF` apart, in the order of the question. */
function readBatch(output: Buffer, ids: readonly string[], blobs: Map<string, Blob>): void {
  let at = 0;
  for (const id of ids) {
    const end = output.indexOf(10, at);
    if (end < 0) throw new GitError(`git cat-file ended before object ${id}`);
    const { type, size } = header(output.subarray(at, end).toString('latin1'));
    at = end + 1;
    if (type !== 'blob') {
      blobs.set(id, missing(id));
      continue;
    }
    if (at + size > output.length) throw new GitError(`git cat-file ended within object ${id}`);
    blobs.set(id, { ok: true, bytes: output.subarray(at, at + size) });
    at += size + 1;
  }
}

function header(line: string): { readonly type: string; readonly size: number } {
  const [, type = '', size = '0'] = line.split(' ');
  return { type, size: Number(size) };
}

const lines = (ids: readonly string[]) => Buffer.from(`${ids.join('\n')}\n`, 'latin1');

function missing(id: string): Blob {
  const message = `the repository lacks the object ${id}; fetch it or run \`git fsck\``;
  return { ok: false, code: 'object-missing', message };
}

function oversized(size: number, limit: number): Blob {
  const message = `the file has ${size} bytes, more than the ${limit} that are read; split it or exclude it`;
  return { ok: false, code: 'size-limit', message };
}

function tooMuch(total: number): Blob {
  const message = `the files up to here have more than the ${total} bytes that one run reads; check fewer at a time`;
  return { ok: false, code: 'size-limit', message };
}
