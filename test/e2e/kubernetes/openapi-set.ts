// Makes the set of schemas that the package carries from what an API server serves: short names, no prose, only what can be
// created. Pure; its result is what src/openapi reads.
import type { ApiKind, ApiSchema, ApiSchemas } from '../../../src/openapi/schema.ts';
import type { ReleaseApi, ServedResource, ServedVersion } from './read-api.ts';

/** Members of a schema that are kept, and how: as they are, a schema, a list or a map of schemas. */
const KEPT: Readonly<Record<string, 'value' | 'schema' | 'schemas' | 'properties'>> = {
  type: 'value',
  format: 'value',
  properties: 'properties',
  required: 'value',
  items: 'schema',
  additionalProperties: 'schema',
  enum: 'value',
  default: 'value',
  nullable: 'value',
  allOf: 'schemas',
  anyOf: 'schemas',
  oneOf: 'schemas',
  not: 'schema',
  pattern: 'value',
  minimum: 'value',
  maximum: 'value',
  minLength: 'value',
  maxLength: 'value',
  minItems: 'value',
  maxItems: 'value',
  uniqueItems: 'value',
  'x-kubernetes-int-or-string': 'value',
  'x-kubernetes-preserve-unknown-fields': 'value',
  'x-kubernetes-embedded-resource': 'value',
  'x-kubernetes-list-type': 'value',
  'x-kubernetes-list-map-keys': 'value',
  'x-kubernetes-map-type': 'value',
  'x-kubernetes-validations': 'value',
};

/** Members that say nothing about which objects are valid. Any other member is an error: it may say something new. */
const DROPPED: ReadonlySet<string> = new Set([
  'description',
  'example',
  'examples',
  'externalDocs',
  'title',
  'x-kubernetes-group-version-kind',
  'x-kubernetes-patch-strategy',
  'x-kubernetes-patch-merge-key',
  'x-kubernetes-unions',
  'x-kubernetes-selectable-fields',
]);

const REFERENCE = '#/components/schemas/';

/** `core/v1.PodSpec` of `io.k8s.api.core.v1.PodSpec`: the last two steps of the Go package, as in types-1.NN.json. */
export function shortName(full: string): string {
  const parts = full.split('.');
  return `${parts.slice(-3, -1).join('/')}.${parts.at(-1)}`;
}

type Raw = Readonly<Record<string, unknown>>;

/** A schema with short references and without prose; members in the order of their names. */
export function stripped(raw: Raw): ApiSchema {
  const kept: Record<string, unknown> = {};
  for (const name of Object.keys(raw).sort()) {
    const value = raw[name];
    if (name === '$ref') kept[name] = shortName(String(value).slice(REFERENCE.length));
    else if (KEPT[name] === 'value') kept[name] = value;
    else if (KEPT[name] === 'schemas') kept[name] = (value as Raw[]).map(stripped);
    else if (KEPT[name] === 'properties') kept[name] = members(value as Record<string, Raw>);
    else if (KEPT[name] === 'schema') kept[name] = typeof value === 'boolean' ? value : stripped(value as Raw);
    else if (!DROPPED.has(name)) throw new Error(`a schema has the member ${name}, which openapi-set.ts does not know`);
  }
  const { allOf, ...others } = kept as { allOf?: readonly ApiSchema[] };
  const [only, ...more] = allOf ?? [];
  if (!only?.$ref || more.length > 0 || Object.keys(only).length > 1) return kept;
  // OpenAPI 3.0 lets nothing stand beside a reference, and so the server wraps it; here it may.
  return { $ref: only.$ref, ...others };
}

function members(properties: Readonly<Record<string, Raw>>): Record<string, ApiSchema> {
  const names = Object.keys(properties).sort();
  return Object.fromEntries(names.map((name) => [name, stripped(properties[name] ?? {})]));
}

/** The names that a schema refers to, itself. */
function referencesOf(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const own = (schema as ApiSchema).$ref;
  return [...(typeof own === 'string' ? [own] : []), ...Object.values(schema).flatMap(referencesOf)];
}

const canBeCreated = ({ name, verbs }: ServedResource): boolean => !name.includes('/') && verbs.includes('create');

const keyOf = (groupVersion: string, kind: string): string => `${groupVersion} ${kind}`;

/** The full name of the schema of a kind, which says so in its x-kubernetes-group-version-kind. */
function schemaOfKind({ groupVersion, schemas }: ServedVersion, kind: string): string {
  const isKind = (one: { group: string; version: string; kind: string }): boolean =>
    one.kind === kind && (one.group ? `${one.group}/${one.version}` : one.version) === groupVersion;
  const found = Object.keys(schemas).filter((name) => {
    const kinds = (schemas[name] as Raw)['x-kubernetes-group-version-kind'];
    return Array.isArray(kinds) && kinds.some(isKind);
  });
  if (found.length !== 1) throw new Error(`${keyOf(groupVersion, kind)} has ${found.length} schemas`);
  return found[0] ?? '';
}

const sorted = <T>(entries: Iterable<readonly [string, T]>): Record<string, T> =>
  Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));

/** The set of one minor release. Two schemas that would get one name are an error. */
export function openapiSet(minor: string, { byDefault, everything }: ReleaseApi): ApiSchemas {
  const kinds = new Map<string, ApiKind>();
  const schemas = new Map<string, ApiSchema>();
  const fullNames = new Map<string, string>();
  const always = new Set(
    byDefault.flatMap(({ groupVersion, resources }) =>
      resources.filter(canBeCreated).map(({ kind }) => keyOf(groupVersion, kind)),
    ),
  );
  for (const version of [...byDefault, ...everything]) {
    for (const [full, raw] of Object.entries(version.schemas)) {
      const name = shortName(full);
      if ((fullNames.get(name) ?? full) !== full)
        throw new Error(`${full} and ${fullNames.get(name)} are both ${name}`);
      const schema = stripped(raw as Raw);
      const other = schemas.get(name);
      if (other && JSON.stringify(other) !== JSON.stringify(schema))
        throw new Error(`${full} differs between two documents`);
      fullNames.set(name, full);
      schemas.set(name, schema);
    }
    for (const { name, kind, namespaced } of version.resources.filter(canBeCreated)) {
      const key = keyOf(version.groupVersion, kind);
      const optIn = always.has(key) ? {} : { optIn: true };
      kinds.set(key, { schema: shortName(schemaOfKind(version, kind)), namespaced, resource: name, ...optIn });
    }
  }
  const reached = new Set<string>();
  const waiting = [...kinds.values()].map(({ schema }) => schema);
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (reached.has(name)) continue;
    reached.add(name);
    const schema = schemas.get(name);
    if (!schema) throw new Error(`no document has the schema ${name}`);
    waiting.push(...referencesOf(schema));
  }
  const definitions = [...schemas].filter(([name]) => reached.has(name));
  return { version: minor, kinds: sorted(kinds), definitions: sorted(definitions) };
}
