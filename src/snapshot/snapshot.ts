// What a cluster knows and a repository does not, as a document: labels of namespaces and definitions of custom resources. Written by
// `sallyport snapshot`, kept in git where reviewers see it, read by gates that cannot ask the cluster.
import { gvkOf } from '../kube/gvk.ts';
import { isJsonList, isJsonObject, type Json, type JsonObject, metadataOf } from '../kube/object.ts';
import { decodeText, parseText } from '../manifest/parse.ts';
import { locate } from '../manifest/position.ts';
import { printYaml } from '../manifest/print.ts';
import { compileDocumentSchema } from '../policy/json-schema.ts';
import { describe } from '../policy/parse.ts';
import { API_VERSION } from '../policy/policy.ts';

/** A namespace of the cluster. */
export interface SnapshotNamespace {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** What is known of a cluster. Custom resources are described by their definitions, less what the cluster alone says of them. */
export interface Snapshot {
  /** Minor release of the API server: `1.35`. */
  readonly kubernetes: string;
  readonly namespaces: readonly SnapshotNamespace[];
  readonly definitions: readonly JsonObject[];
}

/** A problem of a file with its place. */
export interface SnapshotProblem {
  readonly code: string;
  readonly message: string;
  readonly location: { readonly file: string; readonly line: number; readonly column: number } | null;
}

/** A snapshot, or everything that is wrong with it. */
export type ParsedSnapshot =
  | { readonly ok: true; readonly snapshot: Snapshot }
  | { readonly ok: false; readonly problems: readonly SnapshotProblem[] };

/** JSON Schema (2020-12) of the document. */
export const SNAPSHOT_SCHEMA: JsonObject = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: `Snapshot (${API_VERSION})`,
  type: 'object',
  description: 'what a cluster knows and a repository does not, written by `sallyport snapshot`',
  required: ['apiVersion', 'kind', 'spec'],
  additionalProperties: false,
  properties: {
    apiVersion: { const: API_VERSION },
    kind: { const: 'Snapshot' },
    spec: {
      type: 'object',
      required: ['kubernetes', 'namespaces', 'definitions'],
      additionalProperties: false,
      properties: {
        kubernetes: { type: 'string', pattern: '^1[.][0-9]+$', description: 'minor release of the API server' },
        namespaces: {
          type: 'array',
          description: 'all namespaces with their labels',
          items: {
            type: 'object',
            required: ['name', 'labels'],
            additionalProperties: false,
            properties: {
              name: { type: 'string', format: 'dns1123-label' },
              labels: { type: 'object', additionalProperties: { type: 'string' } },
            },
          },
        },
        definitions: {
          type: 'array',
          description: 'CustomResourceDefinitions, without their status',
          items: {
            type: 'object',
            required: ['apiVersion', 'kind', 'metadata', 'spec'],
            properties: {
              apiVersion: { const: 'apiextensions.k8s.io/v1' },
              kind: { const: 'CustomResourceDefinition' },
            },
          },
        },
      },
    },
  },
};

let validator: ReturnType<typeof compileDocumentSchema> | undefined;

/** Reads a snapshot from bytes; `file` is how its problems name it. */
export function parseSnapshot(file: string, bytes: Uint8Array): ParsedSnapshot {
  const at = (code: string, message: string, line = 1, column = 1): SnapshotProblem => ({
    code,
    message,
    location: { file, line, column },
  });
  const decoded = decodeText(bytes);
  if (!decoded.ok) {
    const { code, message, position } = decoded.problem;
    return { ok: false, problems: [at(code, message, position.line, position.column)] };
  }
  const { documents, problems } = parseText(decoded.text, { json: file.endsWith('.json') });
  if (problems.length > 0) {
    return {
      ok: false,
      problems: problems.map(({ code, message, position }) => at(code, message, position.line, position.column)),
    };
  }
  const [document, second] = documents;
  if (!document || second) {
    return {
      ok: false,
      problems: [at('snapshot-shape', 'a snapshot is one document; write it with `sallyport snapshot`')],
    };
  }
  validator ??= compileDocumentSchema(SNAPSHOT_SCHEMA);
  if (!validator(document.value)) {
    return {
      ok: false,
      problems: describe(validator.errors ?? []).map(({ code, message, pointer }) => {
        const { line, column } = locate(document, pointer);
        return at(code, message, line, column);
      }),
    };
  }
  return { ok: true, snapshot: (document.value as JsonObject)['spec'] as unknown as Snapshot };
}

/** The snapshot as YAML text: sorted and without a date, so that two of them differ only where the cluster does. */
export function printSnapshot({ kubernetes, namespaces, definitions }: Snapshot): string {
  const byName = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  const document = {
    apiVersion: API_VERSION,
    kind: 'Snapshot',
    spec: {
      kubernetes,
      namespaces: namespaces
        .map(({ name, labels }) => ({ name, labels: sorted(labels) }))
        .sort((a, b) => byName(a.name, b.name)),
      definitions: definitions
        .map(bareDefinition)
        .sort((a, b) => byName(String(metadataOf(a).name), String(metadataOf(b).name))),
    },
  };
  return printYaml(document as unknown as JsonObject);
}

/** A definition without what only the cluster that it is from says of it. */
function bareDefinition(definition: JsonObject): JsonObject {
  const { apiVersion, kind, spec } = definition;
  const { annotations = {} } = metadataOf(definition);
  const approved = annotations['api-approved.kubernetes.io'];
  return {
    apiVersion: apiVersion ?? 'apiextensions.k8s.io/v1',
    kind: kind ?? 'CustomResourceDefinition',
    metadata: {
      name: metadataOf(definition).name ?? '',
      ...(approved !== undefined && { annotations: { 'api-approved.kubernetes.io': approved } }),
    },
    spec: withoutDescriptions(spec ?? {}),
  };
}

/** Descriptions are most of a definition's text, and no check reads them. A property may be called `description`: that is kept. */
function withoutDescriptions(value: Json): Json {
  if (isJsonList(value)) return value.map(withoutDescriptions);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, one]) => key !== 'description' || typeof one !== 'string')
      .map(([key, one]) => [
        key,
        key === 'default' || key === 'enum' || key === 'example' ? one : withoutDescriptions(one),
      ]),
  );
}

function sorted(labels: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The CustomResourceDefinitions among objects. */
export function definitionsAmong(objects: readonly JsonObject[]): readonly JsonObject[] {
  return objects.filter((object) => {
    const { group, kind } = gvkOf(object);
    return group === 'apiextensions.k8s.io' && kind === 'CustomResourceDefinition';
  });
}
