// `sallyport template set`: other parameters for what exists. The files are changed in place, and only if what comes of it conforms.
import { sameJson } from '../../change/patch.ts';
import type { JsonObject } from '../../kube/object.ts';
import { visible } from '../../reports/visible.ts';
import { EXIT, type Invocation, UsageError } from '../command.ts';
import { applyChanges, type SetChange } from './apply-changes.ts';
import { type ChangedSet, changeSet } from './change-set.ts';
import { readPaths } from './manifests.ts';
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
  const changes: SetChange[] = [];
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
    changes.push({ members: set.members, objects: changed.set.objects, added: changed.set.added });
  }
  const applying = { files: read.files, root: around.root, dryRun: has('dry-run'), told: told.join('') };
  return applyChanges(changes, applying, io);
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
