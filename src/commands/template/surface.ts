// `sallyport template surface`: how much of a template may vary, place by place.
import type { LoadedTemplate } from '../../bundle/templates.ts';
import { painter } from '../../reports/colour.ts';
import { visibleJson } from '../../reports/visible.ts';
import { leaves } from '../../template/leaves.ts';
import type { Leaf } from '../../template/template.ts';
import { EXIT, type Invocation, UsageError } from '../command.ts';
import { print } from './drift-report.ts';
import { placeInTemplate } from './sets.ts';
import { openTemplates, printProblems, templateNamed } from './surroundings.ts';
import { columns } from './table.ts';

/** Exit code 0, or 2 when a template cannot be read. */
export async function run(invocation: Invocation): Promise<number> {
  const { words, one, io } = invocation;
  const opened = openTemplates(invocation);
  if (!opened.ok) return printProblems(opened.problems, io);
  const { around } = opened;
  const named = words.length > 0 ? words.map((name) => templateNamed(name, around)) : around.templates;
  if (named.length === 0) throw new UsageError('there is no template; name a folder of them with --policies');
  const paint = painter(io.colour);
  if (one('format') === 'json') io.stdout(`${visibleJson(JSON.stringify(named.map(value), null, 2))}\n`);
  else io.stdout(named.map((loaded) => block(loaded, (text) => paint('bold', text))).join('\n'));
  return EXIT.passed;
}

/** `10 of 96 leaves vary`. */
export function surfaceOf({ template }: Pick<LoadedTemplate, 'template'>) {
  const all = leaves(template);
  return { total: all.length, varying: all.filter(({ kind }) => kind !== 'literal') };
}

function block(loaded: LoadedTemplate, bold: (text: string) => string): string {
  const { template } = loaded;
  const { total, varying } = surfaceOf(loaded);
  const rows = varying.map((leaf) => [
    leaf.object,
    leaf.path === '' ? '(the object)' : leaf.path,
    whatVaries(leaf),
    print(placeInTemplate(loaded, leaf.templatePointer)),
  ]);
  const parameters = template.program.names.length;
  const head = `${template.name}@${template.spec.version}: ${varying.length} of ${total} leaves vary, by ${parameters} parameters`;
  return `${bold(head)}\n${columns(rows, '  ')}`;
}

/** What may stand there. */
export function whatVaries({ kind, parameters, optional }: Leaf): string {
  const what = {
    parameter: parameters.join(', '),
    any: 'any value',
    expr: 'computed',
    extra: 'other members',
    literal: 'constant',
  }[kind];
  return optional ? `${what} (optional)` : what;
}

function value(loaded: LoadedTemplate) {
  const { template } = loaded;
  const { total, varying } = surfaceOf(loaded);
  return {
    template: template.name,
    version: template.spec.version,
    parameters: template.program.names,
    leaves: total,
    varying: varying.length,
    places: varying.map((leaf) => ({ ...leaf, location: placeInTemplate(loaded, leaf.templatePointer) })),
  };
}
