// Everything that is generated from code and packs, as files in memory: policy pages, reference pages, JSON Schemas.
import { type LocatedProblem, readDocuments } from '../bundle/documents.ts';
import { loadBundle } from '../bundle/load.ts';
import { packFiles, packNames } from '../bundle/sources.ts';
import { loadTemplates } from '../bundle/template-documents.ts';
import { pageFile, policyIndex } from '../catalog/overview.ts';
import { type CatalogEntry, policyPage } from '../catalog/page.ts';
import { type DocumentSchema, schemaPage } from '../catalog/schema-page.ts';
import { type TemplateEntry, templateFile, templateIndex, templatePage } from '../catalog/template-page.ts';
import { CONFIG_SCHEMA } from '../config/config.ts';
import type { JsonObject } from '../kube/object.ts';
import { API_VERSION, type PolicySpec, type PolicyTestSpec } from '../policy/policy.ts';
import { DOCUMENT_KINDS, documentSchema } from '../policy/schema.ts';
import { SNAPSHOT_SCHEMA } from '../snapshot/snapshot.ts';
import type { TemplateTestSpec } from '../suite/template-cases.ts';
import { manifestSchema } from '../template/manifest-schema.ts';
import type { Entry } from './command.ts';
import { cliPage, exitCodesPage, functionsPage } from './reference.ts';
import type { GeneratedTree } from './tree.ts';

/** The generated files, or what is wrong with the packs. */
export type Generated =
  | { readonly ok: true; readonly tree: GeneratedTree }
  | { readonly ok: false; readonly problems: readonly string[] };

/** Folder of the schemas: the API version as a path. */
const SCHEMAS = 'schemas/sallyport.dev/v1alpha1';
const POLICIES = 'docs/policies';
const TEMPLATES = 'docs/templates';
const REFERENCE = 'docs/reference';
/** Folder of the schemas of manifests. */
const MANIFEST_SCHEMAS = 'schemas/templates';
/** The pack of the templates that this package ships. */
const TEMPLATES_PACK = 'templates';

/** Generates all files. Policies and cases are those of the packs that this package ships. */
export async function generate(commands: readonly Entry[]): Promise<Generated> {
  const catalog = await readCatalog();
  if (!catalog.ok) return catalog;
  const { entries } = catalog;
  const templates = readTemplates();
  if (!templates.ok) return templates;
  const schemas = documentSchemas();
  const files = new Map<string, string>([
    [`${POLICIES}/index.md`, policyIndex(entries)],
    ...entries.map((entry) => [`${POLICIES}/${pageFile(entry.name)}`, policyPage(entry)] as const),
    [`${REFERENCE}/cli.md`, cliPage(commands)],
    [`${REFERENCE}/exit-codes.md`, exitCodesPage()],
    [`${REFERENCE}/functions.md`, functionsPage()],
    [`${REFERENCE}/documents.md`, documentsPage(schemas)],
    ...templatePages(templates.entries),
    ...schemas.map(({ kind, schema }) => [`${SCHEMAS}/${schemaFile(kind)}`, json(schema)] as const),
    [`${SCHEMAS}/documents.schema.json`, json(anyDocument(schemas))],
  ]);
  return { ok: true, tree: { files, folders: [POLICIES, TEMPLATES, 'schemas'] } };
}

async function readCatalog(): Promise<
  | { readonly ok: true; readonly entries: readonly CatalogEntry[] }
  | { readonly ok: false; readonly problems: readonly string[] }
> {
  const packs = packNames();
  const loaded = await loadBundle(packs.map((pack) => ({ pack })));
  if (!loaded.ok) return { ok: false, problems: loaded.problems.map(printProblem) };
  const documents = packs.flatMap((pack) => packFiles(pack).flatMap((file) => readDocuments(file).documents));
  const packOf = new Map(documents.flatMap(({ kind, name, pack }) => (kind === 'PolicyBinding' ? [[name, pack]] : [])));
  const entries = documents
    .filter(({ kind }) => kind === 'Policy')
    .map(({ name, spec, pack = '' }): CatalogEntry => {
      const tests = documents.filter((one) => one.kind === 'PolicyTest' && one.spec['policy'] === name);
      const bound = loaded.bundle.bound.filter(({ policy }) => policy.name === name);
      return {
        name,
        pack,
        spec: spec as unknown as PolicySpec,
        tests: tests.map((test) => test.spec as unknown as PolicyTestSpec),
        boundBy: bound.map(({ binding, enforcementAt }) => ({
          pack: packOf.get(binding) ?? '',
          enforcement: enforcementAt(0),
        })),
      };
    });
  if (entries.length > 0) return { ok: true, entries };
  return { ok: false, problems: ['no built-in policy was found; install sallyport again'] };
}

function readTemplates():
  | { readonly ok: true; readonly entries: readonly TemplateEntry[] }
  | { readonly ok: false; readonly problems: readonly string[] } {
  const sources = packNames().includes(TEMPLATES_PACK) ? [{ pack: TEMPLATES_PACK }] : [];
  const { own, documents, problems } = loadTemplates(sources);
  if (problems.length > 0) return { ok: false, problems: problems.map(printProblem) };
  const tests = documents
    .filter(({ kind }) => kind === 'TemplateTest')
    .map(({ spec }) => spec as unknown as TemplateTestSpec);
  const entries = own.map(({ template }): TemplateEntry => {
    const cases = tests
      .filter((test) => test.template === template.name || test.template === `${template.name}.v${template.major}`)
      .flatMap((test) => test.cases);
    const example = cases.find(({ accept }) => accept?.params !== undefined && !accept.changes)?.accept?.params;
    return { template, example };
  });
  return { ok: true, entries };
}

/** Pages and the schemas of conforming manifests; nothing where no template is shipped. */
function templatePages(entries: readonly TemplateEntry[]): readonly (readonly [string, string])[] {
  if (entries.length === 0) return [];
  return [
    [`${TEMPLATES}/index.md`, templateIndex(entries)],
    ...entries.map((entry) => [`${TEMPLATES}/${templateFile(entry.template)}`, templatePage(entry)] as const),
    ...entries.map(
      ({ template }) =>
        [
          `${MANIFEST_SCHEMAS}/${template.name}.v${template.major}.schema.json`,
          json(manifestSchema(template)),
        ] as const,
    ),
  ];
}

function printProblem({ message, location }: LocatedProblem): string {
  return location ? `${location.file}:${location.line}:${location.column}: ${message}` : message;
}

function documentSchemas(): readonly DocumentSchema[] {
  return [
    ...DOCUMENT_KINDS.map((kind) => ({ kind, schema: documentSchema(kind) })),
    { kind: 'Config', schema: CONFIG_SCHEMA },
    { kind: 'Snapshot', schema: SNAPSHOT_SCHEMA },
  ];
}

function documentsPage(schemas: readonly DocumentSchema[]): string {
  const intro = `All documents have \`apiVersion: ${API_VERSION}\`, \`kind\`, \`metadata.name\` and \`spec\`; a Config needs no name. Unknown fields, duplicate keys and names that refer to nothing are errors with their place. JSON Schemas for editors are in \`${SCHEMAS}/\`; \`documents.schema.json\` takes any kind.`;
  return schemaPage('Documents', intro, schemas);
}

/** `PolicyBinding` to `policy-binding.schema.json`. */
function schemaFile(kind: string): string {
  return `${kind.replace(/(?<=[a-z])[A-Z]/g, '-$&').toLowerCase()}.schema.json`;
}

/** One schema for a folder with documents of every kind: the kind picks the schema. */
function anyDocument(schemas: readonly DocumentSchema[]): JsonObject {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: `Sallyport documents (${API_VERSION})`,
    type: 'object',
    required: ['kind'],
    properties: { kind: { enum: schemas.map(({ kind }) => kind) } },
    allOf: schemas.map(({ kind }) => ({
      if: { properties: { kind: { const: kind } }, required: ['kind'] },
      then: { $ref: schemaFile(kind) },
    })),
  };
}

function json(schema: JsonObject): string {
  return `${JSON.stringify(schema, null, 2)}\n`;
}
