// What differs between two states of a repository (trees, the index) and what one state holds: paths, modes, blob ids. Reads no content.
import { type GitPlace, git } from './exec.ts';
import { pathText, splitNul } from './path.ts';
import { emptyTree } from './refs.ts';

/** What a path is in git: content to read, a link, a submodule. */
export type EntryKind = 'file' | 'symlink' | 'submodule';

/** One path of one state. */
export interface Entry {
  readonly path: string;
  readonly kind: EntryKind;
  /** Id of the blob (of a submodule, the commit). */
  readonly id: string;
}

/** One path that differs; a side that does not have it is undefined. Renames are a removal and an addition. */
export interface DiffRecord {
  readonly path: string;
  readonly old: Entry | undefined;
  readonly new: Entry | undefined;
  /** True for a path that a merge left in conflict: its new state is not decided. */
  readonly unmerged: boolean;
}

/** A state that can be listed: the index, or the tree of a commit. */
export type State = 'index' | { readonly tree: string };

/** Plumbing formats with full ids and NUL ends; renames are paired by identity of the objects, not by git's guess. */
const RAW = ['--raw', '-z', '--no-renames', '--no-abbrev', '--no-ext-diff', '--ignore-submodules=none'];

/** What the index changes against a tree. */
export async function diffIndex(place: GitPlace, tree: string): Promise<readonly DiffRecord[]> {
  // A path that is only announced (`git add -N`) has no content in the index yet.
  return parseRaw(await git(place, ['diff-index', '--cached', '--ita-invisible-in-index', ...RAW, tree, '--']));
}

/** What differs from one tree to another. */
export async function diffTrees(place: GitPlace, from: string, to: string): Promise<readonly DiffRecord[]> {
  return parseRaw(await git(place, ['diff-tree', '-r', ...RAW, from, to, '--']));
}

/** All paths of a state. Paths that are in conflict are left out of the index's list. */
export async function listState(place: GitPlace, state: State): Promise<readonly Entry[]> {
  if (state === 'index') {
    // Against nothing at all every path of the index differs; unlike `ls-files` this does not depend on the current folder.
    return (await diffIndex(place, await emptyTree(place))).flatMap((record) => record.new ?? []);
  }
  return parseTree(await git(place, ['ls-tree', '-r', '-z', '--full-tree', state.tree]));
}

/** Parses `:oldmode newmode oldid newid status NUL path NUL`. */
export function parseRaw(bytes: Buffer): readonly DiffRecord[] {
  const items = splitNul(bytes);
  const records: DiffRecord[] = [];
  for (let index = 0; index + 1 < items.length; index += 2) {
    const [oldMode = '', newMode = '', oldId = '', newId = '', status = ''] = items[index]!.toString('latin1')
      .slice(1)
      .split(' ');
    const path = pathText(items[index + 1]!);
    records.push({
      path,
      old: entryOf(path, oldMode, oldId),
      new: status === 'U' ? undefined : entryOf(path, newMode, newId),
      unmerged: status === 'U',
    });
  }
  return records;
}

/** Parses `mode type id TAB path NUL`. */
function parseTree(bytes: Buffer): readonly Entry[] {
  return splitNul(bytes).flatMap((item) => {
    const tab = item.indexOf(9);
    const [mode = '', , id = ''] = item.subarray(0, tab).toString('latin1').split(' ');
    return entryOf(pathText(item.subarray(tab + 1)), mode, id) ?? [];
  });
}

/** Mode 000000 is no entry; 120000 a link, 160000 a submodule; all else content. */
function entryOf(path: string, mode: string, id: string): Entry | undefined {
  if (/^0+$/.test(mode)) return undefined;
  return { path, id, kind: mode === '120000' ? 'symlink' : mode === '160000' ? 'submodule' : 'file' };
}
