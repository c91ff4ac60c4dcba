// Both sides of a difference as files: what a path was, what it becomes. Which paths count is asked of the caller.
import { type DiffRecord, listState, type State } from './diff.ts';
import type { GitPlace } from './exec.ts';
import { type FileProblem, type GitFile, type GitFiles, readFiles } from './files.ts';

/** The files of both sides. Problems are those of the new side: what was wrong before and is gone must not hold anybody up. */
export interface Sides {
  readonly old: readonly GitFile[];
  readonly new: readonly GitFile[];
  readonly problems: readonly (FileProblem | ConflictProblem)[];
}

/** A path that a merge left in conflict. */
export interface ConflictProblem {
  readonly file: string;
  readonly code: 'conflict';
  readonly message: string;
}

/** Reads the wanted paths of a difference. */
export async function readSides(
  place: GitPlace,
  records: readonly DiffRecord[],
  wanted: (path: string) => boolean,
): Promise<Sides> {
  const chosen = records.filter(({ path }) => wanted(path));
  const old = await readFiles(
    place,
    chosen.flatMap((record) => record.old ?? []),
  );
  const fresh = await readFiles(
    place,
    chosen.flatMap((record) => record.new ?? []),
  );
  const conflicts = chosen
    .filter(({ unmerged }) => unmerged)
    .map(({ path }): ConflictProblem => ({ file: path, code: 'conflict', message: CONFLICT }));
  return { old: old.files, new: fresh.files, problems: [...conflicts, ...fresh.problems] };
}

/** All wanted files of a state. */
export async function readState(place: GitPlace, state: State, wanted: (path: string) => boolean): Promise<GitFiles> {
  return readFiles(
    place,
    (await listState(place, state)).filter(({ path }) => wanted(path)),
  );
}

/** The paths of a state, to ask whether it has a file; loaded only where `needed`, as big trees have many. */
export async function pathsOf(place: GitPlace, state: State, needed: boolean): Promise<ReadonlySet<string>> {
  return new Set(needed ? (await listState(place, state)).map(({ path }) => path) : []);
}

const CONFLICT = 'the path is in conflict; resolve it and `git add` the result';
