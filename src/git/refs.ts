// Names of commits and what a push does to refs: zero ids, revisions that may look like options, merge bases, the default branch.
import { GitError, type GitPlace, git, runGit } from './exec.ts';

/** One line that git gives a pre-receive hook. */
export interface RefUpdate {
  readonly oldId: string;
  readonly newId: string;
  readonly ref: string;
}

/** What an update means for the gate. */
export type UpdateKind = 'create' | 'update' | 'delete';

/** True for the id of all zeros, which stands for no commit; 40 digits, or 64 with SHA-256. */
export function isZeroId(id: string): boolean {
  return /^(0{40}|0{64})$/.test(id);
}

/** Whether an update makes, moves or removes its ref. */
export function kindOf({ oldId, newId }: RefUpdate): UpdateKind {
  return isZeroId(newId) ? 'delete' : isZeroId(oldId) ? 'create' : 'update';
}

/** Parses the input of a pre-receive hook, `old SP new SP ref LF` for each ref; undefined if a line is anything else. */
export function parseUpdates(input: Uint8Array): readonly RefUpdate[] | undefined {
  // Latin-1 keeps the bytes apart; the name is decoded afterwards, as refs may hold any byte above the control characters.
  const text = Buffer.from(input).toString('latin1');
  const updates: RefUpdate[] = [];
  for (const line of text.split('\n')) {
    if (line === '') continue;
    const match = /^([0-9a-f]{40}|[0-9a-f]{64}) ([0-9a-f]{40}|[0-9a-f]{64}) (refs\/[^ ]+)$/.exec(line);
    if (!match) return undefined;
    updates.push({ oldId: match[1]!, newId: match[2]!, ref: Buffer.from(match[3]!, 'latin1').toString('utf8') });
  }
  return updates;
}

/** The id of the commit that a revision names, undefined if it names none. A revision is never read as an option. */
export async function resolveCommit(place: GitPlace, revision: string): Promise<string | undefined> {
  if (revision === '' || revision.startsWith('-') || /[\0\n]/.test(revision)) return undefined;
  const output = await runGit(place, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`]);
  if (output.ok) return output.stdout.toString('latin1').trim();
  // With --quiet, 1 is git's answer «no such commit»; what it cannot answer is a failure.
  if (output.code === 1 || /unknown revision|Needed a single revision/.test(output.message)) return undefined;
  throw new GitError(output.message);
}

/** The best common ancestor of two commits, undefined when they have none. */
export async function mergeBase(place: GitPlace, one: string, other: string): Promise<string | undefined> {
  const output = await runGit(place, ['merge-base', one, other]);
  if (output.ok) return output.stdout.toString('latin1').trim().split('\n')[0];
  if (output.code === 1) return undefined;
  throw new GitError(output.message);
}

/** The commit that HEAD names (in a bare repository: the default branch), undefined before the first commit. */
export function headCommit(place: GitPlace): Promise<string | undefined> {
  return resolveCommit(place, 'HEAD');
}

/** The id of the empty tree in the repository's own hash: what a first commit is compared with. */
export async function emptyTree(place: GitPlace): Promise<string> {
  const id = await git(place, ['hash-object', '-t', 'tree', '--stdin'], new Uint8Array());
  return id.toString('latin1').trim();
}

/** The top folder of the work tree around `cwd`, undefined outside of one (or in a bare repository). */
export async function workTreeRoot(place: GitPlace): Promise<string | undefined> {
  const output = await runGit(place, ['rev-parse', '--show-toplevel']);
  return output.ok ? output.stdout.toString('utf8').replace(/\n$/, '') : undefined;
}

/** Whether the history is cut off at some depth, so that a merge base may be missing. */
export async function isShallow(place: GitPlace): Promise<boolean> {
  return (await git(place, ['rev-parse', '--is-shallow-repository'])).toString('latin1').trim() === 'true';
}
