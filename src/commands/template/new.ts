// `sallyport template new`: a new set of a template in a file of its own. On a terminal the parameters are asked for, one by one, and
// each answer is checked by its schema.
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { isJsonList, type Json, type JsonObject } from '../../kube/object.ts';
import { quoted } from '../../kube/quoted.ts';
import { visible } from '../../reports/visible.ts';
import { render } from '../../template/render.ts';
import type { CompiledTemplate, RenderedObject, TemplateContext } from '../../template/template.ts';
import { EXIT, type Invocation, type Io, UsageError } from '../command.ts';
import { writeResult } from '../output.ts';
import { contextOf, printRefusal, yamlDocuments } from './render.ts';
import { openTemplates, printProblems, templateNamed } from './surroundings.ts';
import { valueText } from './table.ts';
import { givenParameters, partWords, readValue, schemaOf } from './words.ts';

/** Exit code 0 when the file was written, 1 when the parameters do not fit, 2 when a template cannot be read. */
export async function run(invocation: Invocation): Promise<number> {
  const { words, one, has, io } = invocation;
  const { given, others } = partWords(words);
  const [name, more] = others;
  if (name === undefined) throw new UsageError('`template new` needs the name of a template');
  if (more !== undefined)
    throw new UsageError(
      `\`template new\` takes one template; write parameters as \`name=value\`, not ${quoted(more)}`,
    );
  const opened = openTemplates(invocation);
  if (!opened.ok) return printProblems(opened.problems, io);
  const { template } = templateNamed(name, opened.around);
  const context = contextOf(one('namespace'));
  const params = givenParameters(template, given, invocation);
  const asks = io.ask !== undefined && !has('no-input');
  const made = asks ? await askAll(template, params, context, io, io.ask) : rendered(template, params, context, io);
  if (typeof made === 'number') return made;
  const file = one('output') ?? fileName(template, made.params);
  if (file !== '-' && existsSync(resolve(io.cwd, file)))
    throw new UsageError(`${quoted(file)} is there already and is not overwritten; name another file with --output`);
  writeResult(file, yamlDocuments(made.objects.map(({ object }) => object)), io);
  if (file !== '-') io.stderr(`sallyport: wrote ${visible(file)}\n`);
  return EXIT.passed;
}

interface Made {
  readonly params: JsonObject;
  readonly objects: readonly RenderedObject[];
}

function rendered(template: CompiledTemplate, params: JsonObject, context: TemplateContext, io: Io): Made | number {
  const made = render(template, params, context);
  return made.ok ? { params, objects: made.value } : printRefusal(made.problems, io);
}

/** `web.yaml` for the parameter `name`, else the template's own name. */
function fileName({ name }: CompiledTemplate, params: JsonObject): string {
  const told = params['name'];
  return `${typeof told === 'string' && /^[\w.-]+$/.test(told) ? told : name}.yaml`;
}

/** Asks until the objects can be made; what was answered before is offered again. Undefined answers end it: the input is over. */
async function askAll(
  template: CompiledTemplate,
  given: JsonObject,
  context: TemplateContext,
  io: Io,
  ask: NonNullable<Io['ask']>,
): Promise<Made | number> {
  const { program, spec, name } = template;
  io.stderr(`${name}@${spec.version}: ${visible(spec.description)}\n`);
  io.stderr('Enter takes what stands in brackets; Ctrl-C ends without a file.\n');
  let answers: JsonObject = {};
  for (;;) {
    const params: Record<string, Json> = { ...given };
    for (const one of program.names) {
      if (Object.hasOwn(given, one) || program.sources.has(one)) continue;
      const answer = await askOne(template, one, answers[one], io, ask);
      if (answer === undefined) throw new UsageError('the input ended before all parameters were given');
      if (answer.value !== undefined) params[one] = answer.value;
    }
    const made = render(template, params, context);
    if (made.ok) return { params, objects: made.value };
    printRefusal(made.problems, io);
    // What no answer can mend was given on the command line.
    if (program.names.every((one) => Object.hasOwn(given, one) || program.sources.has(one))) return EXIT.denied;
    answers = params;
  }
}

/** One parameter; `value` is undefined for one that is left out. */
async function askOne(
  template: CompiledTemplate,
  name: string,
  before: Json | undefined,
  io: Io,
  ask: NonNullable<Io['ask']>,
): Promise<{ readonly value: Json | undefined } | undefined> {
  const schema = schemaOf(template, name);
  const preset = before ?? template.program.defaults.get(name);
  const isNeeded = template.program.required.has(name);
  const offer = preset === undefined ? (isNeeded ? '' : ' [left out]') : ` [${valueText(preset)}]`;
  io.stderr(`\n${aboutParameter(name, schema)}\n`);
  for (;;) {
    const line = await ask(`${name}${visible(offer)}: `);
    if (line === undefined) return undefined;
    if (line.trim() === '') {
      if (preset !== undefined || !isNeeded) return { value: before };
      io.stderr(`${quoted(name)} has no default; give a value\n`);
      continue;
    }
    const read = readValue(template, name, line.trim());
    if (read.ok) return { value: read.value };
    io.stderr(`${visible(read.message)}\n`);
  }
}

/** What a parameter is, in one line. */
function aboutParameter(name: string, schema: JsonObject): string {
  const { description, enum: listed, type } = schema;
  const what = typeof description === 'string' ? description : name;
  if (isJsonList(listed)) return visible(`${what}: ${listed.map((one) => valueText(one)).join(', ')}`);
  const form =
    type === 'array' || type === 'object'
      ? `${String(type)}, as YAML on one line`
      : [type ?? 'any'].flat().join(' or ');
  return visible(`${what} (${form})`);
}
