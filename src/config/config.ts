// The configuration, `sallyport.yaml`: its schema, its defaults, and what it says about a path. Finding the file is load.ts's.
import { isJsonObject, type JsonObject } from '../kube/object.ts';
import { decodeText, type ManifestDocument, parseText } from '../manifest/parse.ts';
import { locate } from '../manifest/position.ts';
import { matchesPath } from '../policy/glob.ts';
import { compileDocumentSchema } from '../policy/json-schema.ts';
import { describe } from '../policy/parse.ts';
import { API_VERSION } from '../policy/policy.ts';

/** Name of the configuration file. */
export const CONFIG_FILE = 'sallyport.yaml';

/** A namespace as the configuration describes it. */
export interface ConfiguredNamespace {
  readonly name: string;
  readonly labels?: Readonly<Record<string, string>>;
  /** Globs: objects in these files that name no namespace are in this one. */
  readonly paths?: readonly string[];
}

/** What a configuration says, defaults filled in. */
export interface Config {
  /** Folders or files below the configuration's own folder, or `pack:NAME`. */
  readonly policies: readonly string[];
  readonly exclude: readonly string[];
  readonly namespaces: readonly ConfiguredNamespace[];
  readonly kubernetesVersion: string;
  readonly failOn: 'deny' | 'warn';
  /** Files and folders of CustomResourceDefinitions, below the configuration's own folder. */
  readonly schemas: readonly string[];
  /** Whether a kind without a schema is an error. */
  readonly strictKinds: boolean;
  /** A file of `sallyport snapshot`, below the configuration's own folder. */
  readonly snapshot: string | undefined;
}

/** What holds without a file, and for every field that a file leaves out. */
export const DEFAULT_CONFIG: Config = {
  policies: ['pack:pod-security-baseline', 'pack:standards'],
  exclude: [],
  namespaces: [],
  kubernetesVersion: '1.35',
  failOn: 'deny',
  schemas: [],
  strictKinds: false,
  snapshot: undefined,
};

/** A problem of the file with its place; null where the file itself is the problem. */
export interface ConfigProblem {
  readonly code: string;
  readonly message: string;
  readonly location: { readonly file: string; readonly line: number; readonly column: number } | null;
}

/** A configuration, or everything that is wrong with it. */
export type ParsedConfig =
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly problems: readonly ConfigProblem[] };

const texts = (description: string): JsonObject => ({
  type: 'array',
  items: { type: 'string', minLength: 1 },
  description,
});
const labels: JsonObject = { type: 'object', additionalProperties: { type: 'string' } };

/** JSON Schema (2020-12) of the file, as loading enforces it and as editors use it. */
export const CONFIG_SCHEMA: JsonObject = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: `Config (${API_VERSION})`,
  type: 'object',
  description: 'configuration of Sallyport for one repository',
  required: ['apiVersion', 'kind', 'spec'],
  additionalProperties: false,
  properties: {
    apiVersion: { const: API_VERSION },
    kind: { const: 'Config' },
    metadata: {
      type: 'object',
      additionalProperties: false,
      properties: { name: { type: 'string' }, labels, annotations: labels },
    },
    spec: {
      type: 'object',
      additionalProperties: false,
      properties: {
        policies: { ...texts('folders, files or pack:NAME; the default packs when left out'), minItems: 1 },
        exclude: texts('globs of files that are not checked; a folder means all below it'),
        namespaces: {
          type: 'array',
          description: 'namespaces whose labels or files the repository itself does not tell',
          items: {
            type: 'object',
            required: ['name'],
            additionalProperties: false,
            properties: {
              name: { type: 'string', format: 'dns1123-label' },
              labels: { ...labels, description: 'labels of the namespace in the cluster' },
              paths: texts('globs of files whose objects are in this namespace unless they name one'),
            },
          },
        },
        kubernetesVersion: { type: 'string', pattern: '^1[.][0-9]+$', description: 'minor version, in quotes' },
        failOn: { enum: ['deny', 'warn'], description: 'what makes a check fail' },
        schemas: texts('files and folders of CustomResourceDefinitions that custom resources are checked against'),
        strictKinds: { type: 'boolean', description: 'whether an object of a kind without a schema is an error' },
        snapshot: {
          type: 'string',
          minLength: 1,
          description: 'a file that `sallyport snapshot` wrote: namespaces and definitions of the cluster',
        },
      },
    },
  },
};

/** The short form: the fields of `spec` beside `kind`, as a file that is no document of a cluster may have them. */
function flatSchema(): JsonObject {
  const { spec, ...frame } = CONFIG_SCHEMA['properties'] as { readonly spec: { readonly properties: JsonObject } };
  return { ...CONFIG_SCHEMA, required: ['apiVersion', 'kind'], properties: { ...frame, ...spec.properties } };
}

const compiled = new Map<'spec' | 'flat', ReturnType<typeof compileDocumentSchema>>();

function validatorOf(form: 'spec' | 'flat') {
  const validate = compiled.get(form) ?? compileDocumentSchema(form === 'spec' ? CONFIG_SCHEMA : flatSchema());
  compiled.set(form, validate);
  return validate;
}

/** Reads a configuration from bytes; `file` is how its problems name it. */
export function parseConfig(file: string, bytes: Uint8Array): ParsedConfig {
  const decoded = decodeText(bytes);
  if (!decoded.ok) {
    const { code, message, position } = decoded.problem;
    return { ok: false, problems: [{ code, message, location: { file, ...position } }] };
  }
  const { documents, problems } = parseText(decoded.text);
  if (problems.length > 0) {
    return {
      ok: false,
      problems: problems.map(({ code, message, position }) => ({ code, message, location: { file, ...position } })),
    };
  }
  const [document, second] = documents;
  if (!document) return refuse(file, undefined, 'config-empty', EMPTY);
  if (second) return refuse(file, second, 'config-shape', 'a configuration is one document; remove this one');
  const flat = isJsonObject(document.value) && Object.keys(document.value).some((key) => key in DEFAULT_CONFIG);
  const validate = validatorOf(flat ? 'flat' : 'spec');
  if (!validate(document.value)) {
    const faults = describe(validate.errors ?? []);
    return {
      ok: false,
      problems: faults.map(({ code, message, pointer }) => ({
        code,
        message,
        location: { file, ...locate(document, pointer) },
      })),
    };
  }
  const value = document.value as JsonObject;
  const spec = (flat ? fieldsOf(value) : value['spec']) as unknown as Partial<Config>;
  const twice = describedTwice(spec.namespaces ?? []);
  if (twice >= 0) {
    const message = `the labels of \`${spec.namespaces?.[twice]?.name}\` are given twice; keep one`;
    return refuse(file, document, 'config-shape', message, `${flat ? '' : '/spec'}/namespaces/${twice}/labels`);
  }
  return { ok: true, config: { ...DEFAULT_CONFIG, ...spec } };
}

function fieldsOf(value: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(value).filter(([key]) => key in DEFAULT_CONFIG));
}

const EMPTY = `the file is empty; write \`apiVersion: ${API_VERSION}\`, \`kind: Config\` and \`spec\``;

function refuse(
  file: string,
  document: ManifestDocument | undefined,
  code: string,
  message: string,
  pointer = '',
): ParsedConfig {
  const position = document ? locate(document, pointer) : { line: 1, column: 1 };
  return { ok: false, problems: [{ code, message, location: { file, ...position } }] };
}

function describedTwice(namespaces: readonly ConfiguredNamespace[]): number {
  return namespaces.findIndex(
    ({ name, labels }, index) =>
      labels !== undefined && namespaces.slice(0, index).some((one) => one.name === name && one.labels !== undefined),
  );
}

/** Whether the configuration leaves a file out. What leaves out the very path that the user `named` does not count. */
export function excludes({ exclude }: Config, path: string, named?: string): boolean {
  return exclude.some((glob) => coversPath(glob, path) && (named === undefined || !coversPath(glob, named)));
}

/** The namespace that the configuration gives to objects of a file; the first entry that covers it counts. */
export function namespaceForPath({ namespaces }: Config, path: string): string | undefined {
  return namespaces.find(({ paths }) => paths?.some((glob) => coversPath(glob, path)))?.name;
}

/** A glob covers the files that it matches and all below the folders that it matches. */
function coversPath(glob: string, path: string): boolean {
  return matchesPath(glob, path) || (!glob.endsWith('/') && matchesPath(`${glob}/`, path));
}
