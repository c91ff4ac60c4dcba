// Objects that break their kind's schema in one place each: every field of every definition is reached once, with values of all
// types. Made of the schemas alone; sends and judges nothing.
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../../src/kube/object.ts';
import type { ApiKind, ApiSchema, ApiSchemas } from '../../src/openapi/schema.ts';

/** One object, and what was put where. */
export interface Broken {
  /** `apps/v1 Deployment`. */
  readonly kind: string;
  readonly about: ApiKind;
  readonly object: JsonObject;
  /** Tokens of the place. */
  readonly place: readonly (string | number)[];
  /** `DeploymentSpec.replicas`. */
  readonly field: string;
}

/** A field of a definition, by the shortest way that leads to it. */
export interface Field {
  readonly kind: string;
  readonly about: ApiKind;
  readonly place: readonly (string | number)[];
  readonly field: string;
  readonly schema: ApiSchema;
  /** The schema of what holds it. */
  readonly holder: ApiSchema;
}

/** Values of all types; to every field some are right and most are wrong. */
const VALUES: readonly Json[] = [
  'text',
  '',
  '5',
  'YWJj',
  'YWJ',
  '500m',
  '2020-01-01T00:00:00Z',
  '2020-01-01T00:00:00.123456Z',
  5,
  -1,
  3.5,
  2 ** 31,
  2 ** 63 * 2,
  true,
  null,
  [],
  [null],
  [1],
  ['a'],
  [[]],
  {},
  { a: 1 },
  { a: null },
  { a: 'x' },
  { a: {} },
];

/** The definition a schema refers to, or itself. */
function resolved(schema: ApiSchema, schemas: ApiSchemas): ApiSchema {
  const name = schema.$ref ?? schema.allOf?.[0]?.$ref;
  return name === undefined ? schema : (schemas.definitions[name] ?? {});
}

/** All fields of all kinds that are created by name: each field of a definition once. */
function fieldsOf(schemas: ApiSchemas): readonly Field[] {
  const seen = new Set<string>();
  const fields: Field[] = [];
  for (const [kind, about] of Object.entries(schemas.kinds)) {
    let level: { schema: ApiSchema; place: (string | number)[] }[] = [{ schema: { $ref: about.schema }, place: [] }];
    while (level.length > 0) {
      const next: typeof level = [];
      for (const { schema, place } of level) {
        const name = schema.$ref ?? schema.allOf?.[0]?.$ref;
        const of = resolved(schema, schemas);
        if (of.items) next.push({ schema: of.items, place: [...place, 0] });
        if (isJsonObject(of.additionalProperties))
          next.push({ schema: of.additionalProperties as ApiSchema, place: [...place, 'key'] });
        if (name === undefined || seen.has(name)) continue;
        seen.add(name);
        for (const [key, inner] of Object.entries(of.properties ?? {})) {
          if (place.length === 0 && (key === 'apiVersion' || key === 'kind')) continue;
          const field = `${name.slice(name.lastIndexOf('.') + 1)}.${key}`;
          fields.push({ kind, about, place: [...place, key], field, schema: inner, holder: of });
          next.push({ schema: inner, place: [...place, key] });
        }
      }
      level = next;
    }
  }
  return fields;
}

/** An object of the kind that holds nothing but a name and the value at its place. */
function objectWith({ kind, place }: Pick<Field, 'kind' | 'place'>, value: Json): JsonObject {
  const [apiVersion = '', name = ''] = kind.split(' ');
  const inside = place.reduceRight<Json>(
    (held, token) => (typeof token === 'number' ? [held] : { [token]: held }),
    value,
  );
  const object: Record<string, Json> = { apiVersion, kind: name, ...(inside as JsonObject) };
  const { metadata = {} } = object;
  // a name where there is room for one, so that the server comes to read the rest
  if (isJsonObject(metadata) && !isJsonList(metadata)) object['metadata'] = { name: 'broken', ...metadata };
  return object;
}

/** `perField` values for every field, in turns, and an unknown field in every definition. */
export function brokenObjects(schemas: ApiSchemas, perField: number): readonly Broken[] {
  let turn = 0;
  const holders = new Set<ApiSchema>();
  return fieldsOf(schemas).flatMap((field) => {
    const values = Array.from({ length: perField }, () => VALUES[turn++ % VALUES.length]!);
    const broken = values.map((value) => ({ ...field, object: objectWith(field, value) }));
    if (holders.has(field.holder)) return broken;
    holders.add(field.holder);
    const place = [...field.place.slice(0, -1), 'superfluous'];
    return [...broken, { ...field, place, object: objectWith({ ...field, place }, turn % 2 ? null : 'x') }];
  });
}
