// `sallyport template set`: other parameters for what exists. The files are changed in place, and only if what comes of it conforms.
import { rmSync } from 'node:fs';
import { sameJson } from '../../change/patch.ts';
import type { JsonObject } from '../../kube/object.ts';
import { visible } from '../../reports/visible.ts';
import { EXIT, type Invocation, UsageError } from '../command.ts';
import { unifiedDiff } from '../line-diff.ts';
import { writeFiles } from '../output.ts';
import { type ChangedSet, changeSet } from './change-set.ts';
import { editFile, type FileChange } from './edit-files.ts';
import { fullPath, readPaths } from './manifests.ts';
import { type SolvedSet, setName, solveAll } from './sets.ts';
import { openTemplates, printProblems } from './surroundings.ts';
import { columns, valueText } from './table.ts';
import { givenParameters, partWords } from './words.ts';

/** Exit code 0 when the files are as asked for, 1 when the result would not conform, 2 when something could not be read or edited. */
export async function run(invocation: Invocation): Promise<number> {
  const { words, has, io } = invocation;
  const { given, others: paths } = partWords(words);
  if (paths.length === 0) throw new UsageError('`template set` needs a path, and parameters as `name=value`');
  if (paths.includes('-')) throw new UsageError('`template set` changes files, and `-` is none; name the file');
  const asks = given.length > 0 || invocation.one('params') !== undefined;
  if (!asks && !has('mend')) throw new UsageError('`template set` needs parameters as `name=value`, or --mend');
  const opened = openTemplates(invocation);
  if (!opened.ok) return printProblems(opened.problems, io);
  const { around } = opened;
  const read = await readPaths(paths, around, io);
  const estate = await solveAll(read.objects, around, invocation);
  const unread = [...read.problems, ...estate.problems];
  if (unread.length > 0) return printProblems(unread, io);
  const { sets } = estate;
  if (sets.length === 0) {
    io.stderr('sallyport: no object has a template: a label names one, or its `appliesTo`, or --template\n');
    return EXIT.unjudged;
  }
  if (sets.length > 1 && !has('all')) {
    const named = sets.map(setName).join(', ');
    throw new UsageError(`there are ${sets.length} sets: ${named}; name the files of one, or give --all`);
  }
  const files = new Map<string, FileChange>();
  const told: string[] = [];
  for (const set of sets) {
    const params: JsonObject = givenParameters(set.loaded.template, given, invocation);
    const changed = changeSet(set, params, has('mend'));
    if (!changed.ok) {
      io.stderr(`sallyport: ${visible(setName(set))} would not conform, so nothing is changed\n`);
      for (const message of changed.messages) io.stderr(`  ${visible(message)}\n`);
      return EXIT.denied;
    }
    told.push(whatChanges(set, changed.set));
    gatherChanges(set, changed.set, files);
  }
  const texts: { readonly file: string; readonly before: string; readonly after: string }[] = [];
  for (const [file, change] of files) {
    const edited = editFile(file, read.files.get(file)!, change);
    if (!edited.ok) {
      io.stderr(`sallyport: ${visible(edited.message)}; nothing is changed\n`);
      return EXIT.unjudged;
    }
    if (edited.before !== edited.after) texts.push({ file, ...edited });
  }
  if (has('dry-run')) {
    for (const { file, before, after } of texts) io.stdout(unifiedDiff(before, after, `a/${file}`, `b/${file}`));
    if (texts.length === 0) io.stderr('sallyport: nothing is to be changed\n');
    return EXIT.passed;
  }
  const pathOf = (file: string) => fullPath(file, around.root, io.cwd);
  const isEmpty = ({ after }: { readonly after: string }) => after.trim() === '';
  writeFiles(new Map(texts.filter((one) => !isEmpty(one)).map(({ file, after }) => [pathOf(file), after])));
  // A file whose every object is gone would be an empty manifest, which no gate takes.
  for (const { file } of texts.filter(isEmpty)) rmSync(pathOf(file));
  io.stdout(told.join(''));
  for (const one of texts) io.stdout(`${isEmpty(one) ? 'removed' : 'changed'} ${visible(one.file)}\n`);
  if (texts.length === 0) io.stderr('sallyport: nothing is to be changed\n');
  return EXIT.passed;
}

/** The parameters that become others, for people. */
function whatChanges(set: SolvedSet, { params }: ChangedSet): string {
  const before = set.solution.params;
  const rows = Object.entries(params)
    .filter(([name, value]) => !Object.hasOwn(before, name) || !sameJson(before[name]!, value))
    .map(([name, value]) => {
      const old = Object.hasOwn(before, name) ? valueText(before[name]) : '(none)';
      return [name, `${old} -> ${valueText(value)}`];
    });
  return rows.length === 0 ? '' : `${visible(setName(set))}\n${columns(rows, '  ')}`;
}

/** Adds what becomes of a set to the files that hold it; new objects go to the file of the last one. */
function gatherChanges(set: SolvedSet, changed: ChangedSet, files: Map<string, FileChange>): void {
  const add = (file: string, change: FileChange) => {
    const { changes = [], added = [] } = files.get(file) ?? {};
    files.set(file, { changes: [...changes, ...change.changes], added: [...added, ...change.added] });
  };
  for (const [index, { file, source }] of set.members.entries())
    add(file, { changes: [{ source, object: changed.objects[index] }], added: [] });
  add(set.members.at(-1)!.file, { changes: [], added: changed.added });
}
