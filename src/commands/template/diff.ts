// `sallyport template diff`: what changed between two states, by parameters instead of lines.
import type { LocatedProblem } from '../../bundle/documents.ts';
import { sameJson } from '../../change/patch.ts';
import type { Json } from '../../kube/object.ts';
import { type Paint, painter } from '../../reports/colour.ts';
import { visible, visibleJson } from '../../reports/visible.ts';
import { EXIT, type Invocation, UsageError } from '../command.ts';
import { headOf, print } from './drift-report.ts';
import { readPaths, readRevision } from './manifests.ts';
import { placeIn, type SolvedSet, setName, solveAll } from './sets.ts';
import { openTemplates, printProblems, type Surroundings } from './surroundings.ts';
import { columns, valueText } from './table.ts';

/** A set that is on one side only, or that differs. */
interface SetChange {
  readonly old: SolvedSet | undefined;
  readonly new: SolvedSet | undefined;
  readonly parameters: readonly ParameterChange[];
}

/** A parameter with another value; a side without it is undefined. */
interface ParameterChange {
  readonly name: string;
  readonly before: Json | undefined;
  readonly after: Json | undefined;
}

/** Exit code 0 when both sides could be read, whatever differs; 2 when one could not. */
export async function run(invocation: Invocation): Promise<number> {
  const { words, one, io } = invocation;
  const [old, fresh, more] = words;
  if (old === undefined || fresh === undefined || more !== undefined)
    throw new UsageError('`template diff` needs two states: files, folders, or REV:PATH of the repository');
  const opened = openTemplates(invocation);
  if (!opened.ok) return printProblems(opened.problems, io);
  const before = await stateOf(old, opened.around, invocation);
  const after = await stateOf(fresh, opened.around, invocation);
  const problems = [...before.problems, ...after.problems];
  // A side that is not there differs in everything, and nothing is to be learned from that.
  if (problems.some(({ location }) => location === null)) return printProblems(problems, io);
  const changes = changesBetween(before.sets, after.sets);
  io.stdout(one('format') === 'json' ? json(changes) : text(changes, painter(io.colour)));
  if (problems.length > 0) return printProblems(problems, io);
  if (before.sets.length + after.sets.length === 0) io.stderr('sallyport: no object has a template on either side\n');
  return EXIT.passed;
}

async function stateOf(
  written: string,
  around: Surroundings,
  invocation: Invocation,
): Promise<{ readonly sets: readonly SolvedSet[]; readonly problems: readonly LocatedProblem[] }> {
  const { io } = invocation;
  const read = (await readRevision(written, around, io)) ?? (await readPaths([written], around, io));
  const { sets, problems } = await solveAll(read.objects, around, invocation);
  return { sets, problems: [...read.problems, ...problems] };
}

function changesBetween(before: readonly SolvedSet[], after: readonly SolvedSet[]): readonly SetChange[] {
  const key = ({ loaded, namespace, name }: SolvedSet) =>
    JSON.stringify([loaded.template.name, namespace ?? null, name]);
  const partner = pairs(before, after, key);
  const gone = before.filter((set) => ![...partner.values()].includes(set));
  return [
    ...after.map(
      (set): SetChange => ({ old: partner.get(set), new: set, parameters: parametersBetween(partner.get(set), set) }),
    ),
    ...gone.map((set): SetChange => ({ old: set, new: undefined, parameters: [] })),
  ].filter(
    (change) =>
      !change.old || !change.new || change.parameters.length > 0 || driftsOf(change.old) !== driftsOf(change.new),
  );
}

/** Sets of one name; two files that hold one set each are compared whatever it is called. */
function pairs(
  before: readonly SolvedSet[],
  after: readonly SolvedSet[],
  key: (set: SolvedSet) => string,
): ReadonlyMap<SolvedSet, SolvedSet> {
  const [old] = before;
  const [fresh] = after;
  const isOne = before.length === 1 && after.length === 1 && old!.loaded.template === fresh!.loaded.template;
  if (isOne) return new Map([[fresh!, old!]]);
  const partners = new Map<SolvedSet, SolvedSet>();
  const left = new Set(before);
  const folder = ({ members }: SolvedSet) => members[0]!.file.replace(/[^/]*$/, '');
  // Of several sets of one name, overlays, those of one folder first.
  for (const isNear of [(a: SolvedSet, b: SolvedSet) => folder(a) === folder(b), () => true]) {
    for (const set of after) {
      if (partners.has(set)) continue;
      const found = [...left].find((one) => key(one) === key(set) && isNear(one, set));
      if (found === undefined) continue;
      partners.set(set, found);
      left.delete(found);
    }
  }
  return partners;
}

const driftsOf = ({ solution }: SolvedSet) => solution.drifts.length;

function parametersBetween(old: SolvedSet | undefined, fresh: SolvedSet): readonly ParameterChange[] {
  if (!old) return [];
  const [before, after] = [old.solution.params, fresh.solution.params];
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .map((name) => ({ name, before: own(before, name), after: own(after, name) }))
    .filter(({ before: a, after: b }) => a === undefined || b === undefined || !sameJson(a, b));
}

function own(params: Readonly<Record<string, Json>>, name: string): Json | undefined {
  return Object.hasOwn(params, name) ? params[name] : undefined;
}

function text(changes: readonly SetChange[], paint: Paint): string {
  if (changes.length === 0) return 'no parameter differs\n';
  return changes.map((change) => block(change, paint)).join('');
}

function block({ old, new: fresh, parameters }: SetChange, paint: Paint): string {
  if (!fresh) return `${paint('red', `- ${visible(setName(old!))}`)}\n`;
  if (!old) {
    const rows = Object.entries(fresh.solution.params).map(([name, value]) => [name, valueText(value)]);
    return `${paint('green', `+ ${visible(setName(fresh))}`)}\n${columns(rows, '    ')}`;
  }
  const rows = parameters.map(({ name, before, after }) => {
    const [place] = fresh.solution.bindings.get(name) ?? [];
    const at = place && placeIn(fresh, place.resource, place.pointer);
    const show = (value: Json | undefined) => (value === undefined ? '(none)' : valueText(value));
    return [name, `${show(before)} -> ${show(after)}`, at ? print(at) : ''];
  });
  const versions = old.loaded.template.spec.version;
  const drifts = driftsOf(old) === driftsOf(fresh) ? '' : `  drifts ${driftsOf(old)} -> ${driftsOf(fresh)}`;
  const was = versions === fresh.loaded.template.spec.version ? '' : ` (was ${versions})`;
  return `${paint('bold', `~ ${visible(setName(fresh))}${was}`)}${drifts}\n${columns(rows, '    ')}`;
}

function json(changes: readonly SetChange[]): string {
  const value = changes.map(({ old, new: fresh, parameters }) => ({
    ...headOf((fresh ?? old)!),
    change: !old ? 'added' : !fresh ? 'removed' : 'changed',
    parameters: parameters.map(({ name, before, after }) => ({
      name,
      ...(before !== undefined && { before }),
      ...(after !== undefined && { after }),
    })),
    drifts: { before: old ? driftsOf(old) : null, after: fresh ? driftsOf(fresh) : null },
  }));
  return `${visibleJson(JSON.stringify(value, null, 2))}\n`;
}
