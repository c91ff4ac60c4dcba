// A custom resource as the API server completes it: unknown fields pruned, nulls that mean nothing removed, defaults of the
// schema applied; metadata written as the server writes it. Source: k8s.io/apiextensions-apiserver
// pkg/apiserver/customresource_handler.go with .../schema/pruning and .../schema/defaulting.
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../kube/object.ts';
import { additionalOf, propertyOf } from './custom-schema.ts';
import type { ApiSchema } from './schema.ts';

type Draft = Json | Draft[] | { [key: string]: Draft };
type DraftObject = { [key: string]: Draft };

/** The completed resource; the given one is not written to. `dropStatus` where a subresource owns the status. */
export function completeCustom(resource: JsonObject, schema: ApiSchema, dropStatus: boolean): JsonObject {
  const draft = prunedMembers(resource, schema, true);
  dropNulls(draft, schema);
  applyDefaults(draft, schema);
  if (dropStatus) delete draft['status'];
  return draft as JsonObject;
}

/** A value inside a resource without what its schema does not have. */
export function prunedValue(value: Json, schema: ApiSchema): Json {
  return pruned(value, schema) as Json;
}

/** `__proto__` is a member like any other. */
function set(object: DraftObject, key: string, value: Draft): void {
  if (key === '__proto__')
    Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
  else object[key] = value;
}

/** The draft as an object; undefined for what is none. */
function asObject(value: Draft): DraftObject | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as DraftObject) : undefined;
}

function pruned(value: Json, schema: ApiSchema | undefined, preserve = false): Draft {
  if (isJsonObject(value)) return prunedMembers(value, schema, false, preserve);
  if (!isJsonList(value)) return value;
  const keeps = preserve || schema?.['x-kubernetes-preserve-unknown-fields'] === true;
  if (keeps && schema?.items === undefined) return copyOf(value);
  return value.map((item) => pruned(item, schema?.items, keeps));
}

function prunedMembers(value: JsonObject, schema: ApiSchema | undefined, root: boolean, preserve = false): DraftObject {
  const keeps = preserve || schema?.['x-kubernetes-preserve-unknown-fields'] === true;
  const resource = root || schema?.['x-kubernetes-embedded-resource'] === true;
  const kept: DraftObject = {};
  for (const key of Object.keys(value)) {
    const item = value[key]!;
    const property = propertyOf(schema, key);
    if (resource && (key === 'apiVersion' || key === 'kind')) set(kept, key, item);
    else if (resource && key === 'metadata') set(kept, key, isJsonObject(item) ? writtenMetadata(item) : item);
    else if (property !== undefined) set(kept, key, pruned(item, property));
    else if (schema?.additionalProperties !== undefined) set(kept, key, pruned(item, additionalOf(schema)));
    else if (keeps) set(kept, key, copyOf(item));
  }
  return kept;
}

function copyOf(value: Json): Draft {
  if (isJsonList(value)) return value.map(copyOf);
  if (!isJsonObject(value)) return value;
  const copy: DraftObject = {};
  for (const key of Object.keys(value)) set(copy, key, copyOf(value[key]!));
  return copy;
}

/** Removes members that are null where their schema neither allows null nor has a default for it. */
function dropNulls(value: Draft, schema: ApiSchema | undefined): void {
  if (Array.isArray(value)) for (const item of value) dropNulls(item, schema?.items);
  const object = asObject(value);
  if (object === undefined) return;
  for (const key of Object.keys(object)) {
    const inner = propertyOf(schema, key) ?? additionalOf(schema);
    const item = object[key]!;
    if (item === null && inner && !inner.nullable && inner.default === undefined) delete object[key];
    else dropNulls(item, inner);
  }
}

function applyDefaults(value: Draft, schema: ApiSchema | undefined): void {
  if (schema === undefined) return;
  if (Array.isArray(value)) defaultItems(value, schema.items);
  const object = asObject(value);
  if (object === undefined) return;
  for (const [key, property] of Object.entries(schema.properties ?? {})) {
    if (property.default === undefined) continue;
    const missing = !Object.hasOwn(object, key) || (object[key] === null && !property.nullable);
    if (missing) set(object, key, copyOf(property.default));
  }
  for (const key of Object.keys(object)) {
    const property = propertyOf(schema, key);
    const additional = property ? undefined : additionalOf(schema);
    if (object[key] === null && additional && !additional.nullable)
      set(object, key, copyOf(additional.default ?? null));
    applyDefaults(object[key]!, property ?? additional);
  }
}

function defaultItems(list: Draft[], items: ApiSchema | undefined): void {
  if (items === undefined) return;
  for (let index = 0; index < list.length; index++) {
    if (list[index] === null && !items.nullable) list[index] = copyOf(items.default ?? null);
    applyDefaults(list[index]!, items);
  }
}

/** Fields of ObjectMeta in the order of its type; all of them are left out when empty. */
const METADATA = [
  'name',
  'generateName',
  'namespace',
  'selfLink',
  'uid',
  'resourceVersion',
  'generation',
  'creationTimestamp',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
  'labels',
  'annotations',
  'ownerReferences',
  'finalizers',
  'managedFields',
];

/** Metadata read into its Go type and written again. */
function writtenMetadata(metadata: JsonObject): DraftObject {
  const written: DraftObject = {};
  for (const key of METADATA) {
    const item = Object.hasOwn(metadata, key) ? metadata[key]! : null;
    if (item === null || item === '' || item === 0) continue;
    if (isJsonList(item) ? item.length === 0 : isJsonObject(item) && Object.keys(item).length === 0) continue;
    // a null among labels is an empty text
    const texts = (key === 'labels' || key === 'annotations') && isJsonObject(item);
    const value = texts ? Object.fromEntries(Object.entries(item).map(([name, text]) => [name, text ?? ''])) : item;
    written[key] = copyOf(value);
  }
  return written;
}
