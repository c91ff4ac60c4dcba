// Brings the manifests that a check of a difference is about: from the index, or from the commits since a base. Files as they lie on
// disk are scan.ts's.
import { lstatSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import type { Actor } from '../../change/actor.ts';
import { committerOf, pendingCommitter } from '../../git/committer.ts';
import { diffIndex, diffTrees, type State } from '../../git/diff.ts';
import type { GitPlace } from '../../git/exec.ts';
import { emptyTree, headCommit, isShallow, mergeBase, resolveCommit } from '../../git/refs.ts';
import { pathsOf, readSides, readState } from '../../git/sides.ts';
import type { KubeObject } from '../../kube/object.ts';
import { renderAll, rendererOf } from '../../renderers/index.ts';
import type { ReportedError } from '../../reports/report.ts';
import { errorAt, unreadable } from './batch.ts';
import type { CommitSource } from './intake.ts';

/** What a check is about: files as they lie on disk, or a difference. */
export type Against = 'disk' | Difference;

/** The index against HEAD, or HEAD against its merge base with a revision. */
export type Difference = 'index' | { readonly base: string };

/** Where and what to read. */
export interface Reading {
  readonly place: GitPlace;
  /** Top folder of the work tree; undefined outside of a repository. */
  readonly root: string | undefined;
  readonly words: readonly string[];
  readonly excludes: (path: string, named?: string) => boolean;
}

/** What was read. */
export interface ReadManifests {
  readonly old: readonly CommitSource[];
  readonly new: readonly CommitSource[];
  readonly problems: readonly ReportedError[];
  readonly files: number;
  readonly ignored: number;
  /** Whether a path is among those that the words name. */
  readonly isNamed: (path: string) => boolean;
  /** Objects of the whole new state from files in which a word stands; read only when they are needed. */
  readonly others: (word: string) => Promise<readonly KubeObject[]>;
  readonly actor: () => Promise<Actor | undefined>;
}

/** Reads what a check is about. */
export async function readManifests(against: Difference, reading: Reading): Promise<ReadManifests> {
  const { place, words, excludes } = reading;
  const range = await rangeOf(place, against);
  if ('problem' in range) return nothing(range.problem);
  const records = await (range.to === 'index'
    ? diffIndex(place, range.from)
    : diffTrees(place, range.from, range.to.tree));
  const isManifest = (path: string) => rendererOf(path) !== undefined && !excludes(path);
  const sides = await readSides(place, records, isManifest);
  const [oldTree, newTree] = await Promise.all([
    treeOf(place, { tree: range.from }, sides.old),
    treeOf(place, range.to, sides.new),
  ]);
  const fresh = renderAll(sides.new, newTree);
  const isNamed = namer(reading);
  const absent = words.filter((word) => {
    if (isOnDisk(place.cwd, word)) return false;
    const isIt = namer({ ...reading, words: [word] });
    return !records.some(({ path }) => isIt(path));
  });
  return {
    // What the old state held and nobody could read counts as absent: its successors are judged as new.
    old: renderAll(sides.old, oldTree).objects,
    new: fresh.objects,
    problems: [
      ...absent.map((word) => errorAt(word, 'not-found', 'there is no such file or folder; correct the path')),
      ...sides.problems.map((one) => errorAt(one.file, one.code, one.message)),
      ...unreadable(fresh),
    ].filter(({ code, location }) => code === 'not-found' || !location || isNamed(location.file)),
    files: records.filter(({ path }) => isManifest(path) && isNamed(path)).length,
    ignored:
      fresh.ignored +
      records.filter(({ path }) => rendererOf(path) !== undefined && excludes(path) && isNamed(path)).length,
    isNamed,
    others: async (word) => {
      const { files } = await readState(place, range.to, isManifest);
      return renderAll(
        files.filter(({ bytes }) => bytes.includes(word)),
        newTree,
      ).objects.map(({ object }) => object);
    },
    actor: () => (range.to === 'index' ? pendingCommitter(place) : committerOf(place, range.to.tree, range.base)),
  };
}

type Range =
  | { readonly from: string; readonly to: State; readonly base?: string }
  | { readonly problem: ReportedError };

/** Which two states are compared. */
async function rangeOf(place: GitPlace, against: Difference): Promise<Range> {
  const head = await headCommit(place);
  if (against === 'index') return { from: head ?? (await emptyTree(place)), to: 'index' };
  const fail = (message: string): Range => ({
    problem: { code: 'revision', message, enforcement: 'deny', location: null },
  });
  const revision = await resolveCommit(place, against.base);
  if (!revision) return fail(`there is no commit \`${against.base}\`; correct \`--base\` or fetch it`);
  if (!head) return fail('there is no commit yet that could be compared; use `--staged`');
  const base = await mergeBase(place, revision, head);
  if (base) return { from: base, to: { tree: head }, base };
  const remedy = (await isShallow(place)) ? 'the clone is shallow: fetch more of the history' : 'choose another base';
  return fail(`\`${against.base}\` and HEAD have no common ancestor; ${remedy}`);
}

async function treeOf(place: GitPlace, state: State, files: readonly { readonly path: string }[]) {
  const paths = await pathsOf(
    place,
    state,
    files.some(({ path }) => path.split('/').includes('templates')),
  );
  return { hasFile: (path: string) => paths.has(path) };
}

/** Whether the words name a path of the repository: the path itself or a folder above it. No words name all. */
function namer({ place, root, words }: Reading): (path: string) => boolean {
  if (words.length === 0 || root === undefined) return () => true;
  const named = words.map((word) => relative(root, resolve(place.cwd, word)).split(sep).join('/'));
  return (path) => named.some((one) => one === '' || path === one || path.startsWith(`${one}/`));
}

function isOnDisk(cwd: string, word: string): boolean {
  return lstatSync(join(resolve(cwd, word)), { throwIfNoEntry: false }) !== undefined;
}

function nothing(problem: ReportedError): ReadManifests {
  return {
    old: [],
    new: [],
    problems: [problem],
    files: 0,
    ignored: 0,
    isNamed: () => true,
    others: async () => [],
    actor: async () => undefined,
  };
}
