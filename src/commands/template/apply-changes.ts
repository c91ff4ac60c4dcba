// Changed sets written to the files that hold them, all or none: what becomes of each file, as a diff or in place.
import { rmSync } from 'node:fs';
import type { JsonObject } from '../../kube/object.ts';
import { visible } from '../../reports/visible.ts';
import { EXIT, type Io } from '../command.ts';
import { unifiedDiff } from '../line-diff.ts';
import { writeFiles } from '../output.ts';
import { editFile, type FileChange } from './edit-files.ts';
import { fullPath } from './manifests.ts';
import type { Member } from './sets.ts';

/** What becomes of the members of a set, in their order; undefined for one that goes. Objects that come go to the last one's file. */
export interface SetChange {
  readonly members: readonly Member[];
  readonly objects: readonly (JsonObject | undefined)[];
  readonly added: readonly JsonObject[];
}

/** How changes are written. */
export interface Applying {
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly root: string | undefined;
  readonly dryRun: boolean;
  /** Printed before the names of the files, once they are written. */
  readonly told: string;
}

/** Edits the files; the answer is the exit code. */
export function applyChanges(changes: readonly SetChange[], { files, root, dryRun, told }: Applying, io: Io): number {
  const texts: { readonly file: string; readonly before: string; readonly after: string }[] = [];
  for (const [file, change] of byFile(changes)) {
    const edited = editFile(file, files.get(file)!, change);
    if (!edited.ok) {
      io.stderr(`sallyport: ${visible(edited.message)}; nothing is changed\n`);
      return EXIT.unjudged;
    }
    if (edited.before !== edited.after) texts.push({ file, ...edited });
  }
  if (dryRun) {
    for (const { file, before, after } of texts)
      io.stdout(shown(unifiedDiff(before, after, `a/${file}`, `b/${file}`), io));
    if (texts.length === 0) io.stderr('sallyport: nothing is to be changed\n');
    return EXIT.passed;
  }
  const pathOf = (file: string) => fullPath(file, root, io.cwd);
  const isEmpty = ({ after }: { readonly after: string }) => after.trim() === '';
  writeFiles(new Map(texts.filter((one) => !isEmpty(one)).map(({ file, after }) => [pathOf(file), after])));
  // A file whose every object is gone would be an empty manifest, which no gate takes.
  for (const { file } of texts.filter(isEmpty)) rmSync(pathOf(file));
  io.stdout(told);
  for (const one of texts) io.stdout(`${isEmpty(one) ? 'removed' : 'changed'} ${visible(one.file)}\n`);
  if (texts.length === 0) io.stderr('sallyport: nothing is to be changed\n');
  return EXIT.passed;
}

/** A diff as a terminal may show it; elsewhere, where `git apply` may read it, as it is. */
function shown(diff: string, { isTerminal }: Io): string {
  return isTerminal ? diff.split('\n').map(visible).join('\n') : diff;
}

function byFile(changes: readonly SetChange[]): ReadonlyMap<string, FileChange> {
  const files = new Map<string, FileChange>();
  const add = (file: string, change: FileChange) => {
    const { changes: before = [], added = [] } = files.get(file) ?? {};
    files.set(file, { changes: [...before, ...change.changes], added: [...added, ...change.added] });
  };
  for (const { members, objects, added } of changes) {
    for (const [index, { file, source }] of members.entries())
      add(file, { changes: [{ source, object: objects[index] }], added: [] });
    add(members.at(-1)!.file, { changes: [], added });
  }
  return files;
}
