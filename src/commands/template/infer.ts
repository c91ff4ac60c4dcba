// `sallyport template infer`: from the manifests that there are to the template that they could have been made from. Manifests are only
// changed where --label asks for it.
import { mkdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expressionsWith } from '../../bundle/expressions.ts';
import { withoutNulls } from '../../change/absent.ts';
import { isJsonObject, type JsonObject } from '../../kube/object.ts';
import { printCommented } from '../../manifest/print-commented.ts';
import { API_VERSION } from '../../policy/policy.ts';
import type { SourceObject } from '../../renderers/renderer.ts';
import { TEMPLATE_LABEL } from '../../template/choose.ts';
import { compileTemplate } from '../../template/compile.ts';
import { type Inference, type InferredTemplate, infer } from '../../template/infer/infer.ts';
import { solve } from '../../template/solve.ts';
import type { TemplateContext, TemplateSpec } from '../../template/template.ts';
import { EXIT, type Invocation, UsageError } from '../command.ts';
import { writeFiles, writeResult } from '../output.ts';
import { editFile, type FileChange } from './edit-files.ts';
import { inferText, type JudgedTemplate } from './infer-report.ts';
import { fullPath, readPaths } from './manifests.ts';
import { completion, openTemplates, printProblems } from './surroundings.ts';

/** The first version of what was inferred; its author raises it. */
const VERSION = '1.0.0';
const LABEL_SUFFIX = '.v1';

/** Exit code 0 when templates were found, 2 when there were none or something could not be read. */
export async function run(invocation: Invocation): Promise<number> {
  const { words, one, has, io } = invocation;
  const options = { agreement: share(invocation, 'agreement'), similarity: share(invocation, 'similarity') };
  if (has('label') && words.includes('-'))
    throw new UsageError('`--label` changes files, and `-` is none; name the files');
  const opened = openTemplates(invocation);
  if (!opened.ok) return printProblems(opened.problems, io);
  const { around } = opened;
  const read = await readPaths(words, around, io);
  if (read.problems.length > 0) return printProblems(read.problems, io);
  const sources = read.objects;
  const plain = sources.map(({ object }) => withoutNulls(object));
  const made = await completion(around, plain, invocation);
  if (!made.ok) return printProblems(made.problems, io);
  const { complete } = made;
  const inputs = (objects: readonly JsonObject[]) =>
    objects.map((object, index) => ({ object, origin: sources[index]!.file }));
  const named = { ...options, complete, ...(one('name') !== undefined && { name: one('name')! }) };
  let objects: readonly JsonObject[] = plain;
  let found = infer(inputs(plain), named);
  if (has('label')) {
    objects = labelled(plain, found);
    found = infer(inputs(objects), named);
  }
  if (found.templates.length === 0) {
    io.stderr(
      sources.length === 0
        ? 'sallyport: there is no manifest to begin with\n'
        : `sallyport: no two of ${sources.length} objects are alike; name more files, or lower --similarity\n`,
    );
    return EXIT.unjudged;
  }
  const owner = one('owner')!;
  const documents = found.templates.map((template) => documentOf(template, found, owner));
  const judged = found.templates.map((template, index) =>
    judge(template, documents[index]!.document, sources, objects, { complete }),
  );
  const report = inferText(
    judged,
    found.single.map((index) => sources[index]!),
    { total: sources.length, secrets: found.secrets.length },
  );
  const texts = documents.map(({ document, comments }) => printCommented(document, comments));
  if (has('label')) {
    const edited = labelFiles(sources, objects, read.files);
    if (!edited.ok) {
      io.stderr(`sallyport: ${edited.message}; nothing is changed\n`);
      return EXIT.unjudged;
    }
    writeFiles(new Map([...edited.texts].map(([file, text]) => [fullPath(file, around.root, io.cwd), text])));
  }
  const output = one('output');
  if (output !== undefined && isFolder(output, io)) writeFiles(fileEach(found, texts, resolve(io.cwd, output)));
  else writeResult(output, texts.join('---\n'), io);
  if (output === undefined || output === '-') io.stderr(report);
  else io.stdout(report);
  return EXIT.passed;
}

/** Whether each template shall have a file of its own. */
function isFolder(output: string, { cwd }: Invocation['io']): boolean {
  return output.endsWith('/') || statSync(resolve(cwd, output), { throwIfNoEntry: false })?.isDirectory() === true;
}

function fileEach({ templates }: Inference, texts: readonly string[], folder: string): ReadonlyMap<string, string> {
  mkdirSync(folder, { recursive: true });
  return new Map(templates.map(({ name }, index) => [join(folder, `${name}.yaml`), texts[index]!]));
}

/** A flag whose value is a share. */
function share({ one }: Invocation, flag: string): number {
  const value = Number(one(flag));
  if (!(value >= 0 && value <= 1))
    throw new UsageError(`--${flag} is a share from 0 to 1, e.g. 0.9, not \`${one(flag)}\``);
  return value;
}

/** The objects with the label of the template that they are found to have. */
function labelled(objects: readonly JsonObject[], { templates }: Inference): readonly JsonObject[] {
  const names = new Map(
    templates.flatMap(({ name, instances }) =>
      instances.flatMap((ids) => [...ids.values()].map((index) => [index, name] as const)),
    ),
  );
  return objects.map((object, index) => {
    const name = names.get(index);
    if (name === undefined) return object;
    const metadata = isJsonObject(object['metadata']) ? object['metadata'] : {};
    const labels = isJsonObject(metadata['labels']) ? metadata['labels'] : {};
    const label = { [TEMPLATE_LABEL]: `${name}${LABEL_SUFFIX}` };
    return { ...object, metadata: { ...metadata, labels: { ...labels, ...label } } };
  });
}

function documentOf(template: InferredTemplate, { templates }: Inference, owner: string) {
  const { name, kinds, parameters, objects, comments, instances } = template;
  // A kind that two templates are for would leave open which one is meant.
  const isAlone = templates.every((other) => other === template || !other.kinds.some((kind) => kinds.includes(kind)));
  const spec: JsonObject = {
    version: VERSION,
    owner,
    description: `what ${instances.length} sets of ${kinds.join(', ')} have in common`,
    status: 'draft',
    ...(isAlone && { appliesTo: { kinds } }),
    parameters,
    objects,
  };
  const head = [
    `Inferred from ${instances.length} sets of objects. Each parameter says how many values were seen.`,
    'Read it through: give parameters better names and schemas, say `$why` where people will ask, then make it `active`.',
  ];
  const document: JsonObject = { apiVersion: API_VERSION, kind: 'ResourceTemplate', metadata: { name }, spec };
  return { document, comments: new Map([...comments, ['/apiVersion', head]]) };
}

/** Every set against the template, as the solver sees it. */
function judge(
  inferred: InferredTemplate,
  document: JsonObject,
  sources: readonly SourceObject[],
  objects: readonly JsonObject[],
  context: TemplateContext,
): JudgedTemplate {
  const compiled = compileTemplate(
    inferred.name,
    document['spec'] as unknown as TemplateSpec,
    expressionsWith(() => undefined),
  );
  // INVARIANT: what is inferred compiles (test/template/infer/law.test.ts); to go on would hide a mistake of ours.
  if (!compiled.ok) throw new Error(`an inferred template does not compile: ${JSON.stringify(compiled.problems)}`);
  const outliers = inferred.instances.flatMap((ids) => {
    const members = [...ids.values()];
    const resources = [...ids].map(([id, index]) => ({ id, object: context.complete?.(objects[index]!) ?? {} }));
    const { drifts } = solve(compiled.value, resources, context);
    return drifts.length > 0 ? [{ sources: members.map((index) => sources[index]!), drifts }] : [];
  });
  return { inferred, outliers };
}

function labelFiles(
  sources: readonly SourceObject[],
  objects: readonly JsonObject[],
  files: ReadonlyMap<string, Uint8Array>,
):
  | { readonly ok: true; readonly texts: ReadonlyMap<string, string> }
  | { readonly ok: false; readonly message: string } {
  const changes = new Map<string, FileChange>();
  for (const [index, source] of sources.entries()) {
    const { changes: before = [] } = changes.get(source.file) ?? {};
    changes.set(source.file, { changes: [...before, { source, object: objects[index] }], added: [] });
  }
  const texts = new Map<string, string>();
  for (const [file, change] of changes) {
    const edited = editFile(file, files.get(file)!, change);
    if (!edited.ok) return edited;
    if (edited.before !== edited.after) texts.set(file, edited.after);
  }
  return { ok: true, texts };
}
