// `sallyport template params`: the parameters of manifests, found again in the manifests themselves.
import { visible, visibleJson } from '../../reports/visible.ts';
import { EXIT, type Invocation, UsageError } from '../command.ts';
import { headOf, print } from './drift-report.ts';
import { readPaths } from './manifests.ts';
import { placeIn, type SolvedSet, setName, solveAll } from './sets.ts';
import { openTemplates, printProblems } from './surroundings.ts';
import { columns, count, valueText } from './table.ts';

/** Exit code 0 when the parameters of all sets were found, 1 when a set drifts, 2 when something could not be read or has no template. */
export async function run(invocation: Invocation): Promise<number> {
  const { words, one, io } = invocation;
  if (words.length === 0) throw new UsageError('`template params` needs a file or folder; `-` is standard input');
  const opened = openTemplates(invocation);
  if (!opened.ok) return printProblems(opened.problems, io);
  const read = await readPaths(words, opened.around, io);
  const { sets, problems, others } = await solveAll(read.objects, opened.around, invocation);
  io.stdout(one('format') === 'json' ? json(sets) : sets.map(block).join('\n'));
  const unread = [...read.problems, ...problems];
  for (const set of sets) {
    const { drifts } = set.solution;
    if (drifts.length > 0)
      io.stderr(`note: ${visible(setName(set))} has ${count(drifts.length, 'drift')}; \`template check\` shows them\n`);
  }
  if (others.length > 0) io.stderr(`note: ${count(others.length, 'object')} without a template\n`);
  if (unread.length > 0) return printProblems(unread, io);
  if (sets.length === 0) {
    io.stderr('sallyport: no object has a template: a label names one, or its `appliesTo`, or --template\n');
    return EXIT.unjudged;
  }
  return sets.some(({ solution }) => solution.drifts.length > 0 || solution.failures.length > 0)
    ? EXIT.denied
    : EXIT.passed;
}

function block(set: SolvedSet): string {
  const { params, bindings, defaulted, unbound } = set.solution;
  const rows = Object.entries(params).map(([name, value]) => {
    const [place] = bindings.get(name) ?? [];
    const at = place && placeIn(set, place.resource, place.pointer);
    return [name, valueText(value), at ? print(at) : defaulted.includes(name) ? '(default)' : '(by what is there)'];
  });
  return `${visible(setName(set))}\n${columns([...rows, ...unbound.map((name) => [name, '', '(not found)'])], '  ')}`;
}

function json(sets: readonly SolvedSet[]): string {
  const value = sets.map((set) => {
    const { params, bindings, defaulted, unbound, drifts } = set.solution;
    const places = [...bindings].map(([name, all]) => [
      name,
      all.flatMap(({ resource, pointer }) => placeIn(set, resource, pointer) ?? []),
    ]);
    return {
      ...headOf(set),
      files: [...new Set(set.members.map(({ file }) => file))],
      params,
      places: Object.fromEntries(places),
      defaulted,
      unbound,
      drifts: drifts.length,
    };
  });
  return `${visibleJson(JSON.stringify(value, null, 2))}\n`;
}
