// The schema of a custom kind as its definition states it (JSONSchemaProps of apiextensions.k8s.io/v1), read into a well-typed
// form: what has the wrong type is left out, for the check of the definition reports it. Judges nothing.
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../kube/object.ts';
import type { ApiSchema, SchemaRule } from './schema.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

const TYPES: ReadonlySet<string> = new Set(['object', 'array', 'string', 'integer', 'number', 'boolean']);
const TEXTS = ['format', 'pattern', 'x-kubernetes-list-type', 'x-kubernetes-map-type'] as const;
const NUMBERS = [
  'minimum',
  'maximum',
  'multipleOf',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'minProperties',
  'maxProperties',
] as const;
const SWITCHES = [
  'nullable',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'uniqueItems',
  'x-kubernetes-int-or-string',
  'x-kubernetes-preserve-unknown-fields',
  'x-kubernetes-embedded-resource',
] as const;
const NAMES = ['required', 'x-kubernetes-list-map-keys'] as const;
const BRANCHES = ['allOf', 'anyOf', 'oneOf'] as const;

/** A member of the value's own. */
export function ownMember(value: Json | undefined, key: string): Json | undefined {
  return isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** The schema in its typed form. */
export function readSchema(json: Json | undefined): ApiSchema {
  const read: Record<string, unknown> = {};
  const take = (key: string, fits: (value: Json) => boolean) => {
    const value = ownMember(json, key);
    if (value !== undefined && fits(value)) read[key] = value;
  };
  take('type', (value) => typeof value === 'string' && TYPES.has(value));
  for (const key of TEXTS) take(key, (value) => typeof value === 'string' && value !== '');
  for (const key of NUMBERS) take(key, (value) => typeof value === 'number');
  for (const key of SWITCHES) take(key, (value) => value === true);
  for (const key of NAMES) take(key, (value) => isJsonList(value) && value.length > 0 && value.every(isString));
  take('enum', (value) => isJsonList(value) && value.length > 0);
  // A default of null is none (JSON#UnmarshalJSON of apiextensions).
  take('default', (value) => value !== null);
  return { ...read, ...readInner(json) } as ApiSchema;
}

function readInner(json: Json | undefined): ApiSchema {
  const inner: Mutable<ApiSchema> = {};
  const properties = ownMember(json, 'properties');
  if (isJsonObject(properties)) inner.properties = readAll(properties);
  const additional = ownMember(json, 'additionalProperties');
  if (typeof additional === 'boolean') inner.additionalProperties = additional;
  else if (isJsonObject(additional)) inner.additionalProperties = readSchema(additional);
  const items = ownMember(json, 'items');
  if (isJsonObject(items)) inner.items = readSchema(items);
  const not = ownMember(json, 'not');
  if (isJsonObject(not)) inner.not = readSchema(not);
  for (const key of BRANCHES) {
    const branches = ownMember(json, key);
    if (isJsonList(branches) && branches.length > 0) inner[key] = branches.map(readSchema);
  }
  const rules = ownMember(json, 'x-kubernetes-validations');
  if (isJsonList(rules)) inner['x-kubernetes-validations'] = rules.filter(isRule);
  return inner;
}

function readAll(properties: JsonObject): Readonly<Record<string, ApiSchema>> {
  return Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, readSchema(schema)]));
}

function isString(value: Json): boolean {
  return typeof value === 'string';
}

function isRule(value: Json): value is Json & SchemaRule {
  const texts = ['message', 'messageExpression', 'reason', 'fieldPath'].map((key) => ownMember(value, key));
  return (
    typeof ownMember(value, 'rule') === 'string' &&
    texts.every((text) => text === undefined || text === null || typeof text === 'string')
  );
}

/** The schema of a property; undefined where it states none. */
export function propertyOf(schema: ApiSchema | undefined, name: string): ApiSchema | undefined {
  const properties = schema?.properties;
  return properties && Object.hasOwn(properties, name) ? properties[name] : undefined;
}

/** The schema of all members that are not named; undefined where it states none. */
export function additionalOf(schema: ApiSchema | undefined): ApiSchema | undefined {
  const additional = schema?.additionalProperties;
  return typeof additional === 'object' ? additional : undefined;
}

/** True for a schema in which `has` holds for it or for a schema inside it, alternatives left aside. */
export function someSchema(schema: ApiSchema, has: (schema: ApiSchema) => boolean): boolean {
  if (has(schema)) return true;
  if (schema.items && someSchema(schema.items, has)) return true;
  const additional = additionalOf(schema);
  if (additional && someSchema(additional, has)) return true;
  return Object.values(schema.properties ?? {}).some((property) => someSchema(property, has));
}
