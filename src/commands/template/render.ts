// `sallyport template render`: the objects that a template makes of parameters.
import type { JsonObject } from '../../kube/object.ts';
import { printYaml } from '../../manifest/print.ts';
import type { DocumentProblem } from '../../policy/rule-type.ts';
import { render } from '../../template/render.ts';
import type { TemplateContext } from '../../template/template.ts';
import { EXIT, type Invocation, type Io, UsageError } from '../command.ts';
import { writeResult } from '../output.ts';
import { openTemplates, printProblems, templateNamed } from './surroundings.ts';
import { givenParameters, partWords } from './words.ts';

/** Exit code 0 when the objects were made, 1 when the parameters do not fit, 2 when a template cannot be read. */
export async function run(invocation: Invocation): Promise<number> {
  const { words, one, io } = invocation;
  const { given, others } = partWords(words);
  const [name, more] = others;
  if (name === undefined) throw new UsageError('`template render` needs the name of a template');
  if (more !== undefined)
    throw new UsageError(`\`template render\` takes one template; write parameters as \`name=value\`, not \`${more}\``);
  const opened = openTemplates(invocation);
  if (!opened.ok) return printProblems(opened.problems, io);
  const { template } = templateNamed(name, opened.around);
  const made = render(template, givenParameters(template, given, invocation), contextOf(one('namespace')));
  if (!made.ok) return printRefusal(made.problems, io);
  const objects = made.value.map(({ object }) => object);
  writeResult(one('output'), one('format') === 'json' ? jsonList(objects) : yamlDocuments(objects), io);
  return EXIT.passed;
}

/** What is known without a file: the namespace, if it is named. */
export function contextOf(namespace: string | undefined): TemplateContext {
  return namespace === undefined ? {} : { namespace: { name: namespace } };
}

/** Prints what is wrong with parameters. */
export function printRefusal(problems: readonly DocumentProblem[], io: Io): number {
  for (const { message, code } of problems) io.stderr(`sallyport: ${message} [${code}]\n`);
  return EXIT.denied;
}

/** Objects as YAML documents. */
export function yamlDocuments(objects: readonly JsonObject[]): string {
  return objects.map(printYaml).join('---\n');
}

/** Objects as one JSON text: kubectl takes a List. */
function jsonList(objects: readonly JsonObject[]): string {
  const [only] = objects;
  const value = objects.length === 1 && only ? only : { apiVersion: 'v1', kind: 'List', items: objects };
  return `${JSON.stringify(value, null, 2)}\n`;
}
