// The commits that changed a path, for looking up what a file once held. Reads no file.
import { type GitPlace, git } from './exec.ts';
import { headCommit } from './refs.ts';

/** Ids of the commits that changed a path, the latest first, at most so many. None where there is no commit yet. */
export async function commitsOf(place: GitPlace, path: string, most: number): Promise<readonly string[]> {
  if ((await headCommit(place)) === undefined) return [];
  const output = await git(place, [
    'log',
    `--max-count=${most}`,
    '--format=%H',
    '--end-of-options',
    'HEAD',
    '--',
    path,
  ]);
  return output
    .toString('latin1')
    .split('\n')
    .filter((line) => line !== '');
}
