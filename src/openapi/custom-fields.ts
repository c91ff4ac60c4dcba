// Fields of a custom resource that its schema does not have: what the API server prunes, and refuses under strict field
// validation. Also what it cannot read: the metadata of the resource and of resources inside it. Source:
// k8s.io/apiextensions-apiserver pkg/apiserver/schema/pruning and .../objectmeta.
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../kube/object.ts';
import { quoted } from '../kube/quoted.ts';
import { closest } from '../kube/suggestion.ts';
import { type Check, isText } from './check.ts';
import { additionalOf, propertyOf } from './custom-schema.ts';
import { along, below, type Fault, faultOf } from './fault.ts';
import type { ApiSchema } from './schema.ts';

/** Fields that every resource has without its schema saying so. */
const RESOURCE_FIELDS: ReadonlySet<string> = new Set(['apiVersion', 'kind', 'metadata']);

/** Finds unknown fields of a resource; `metadata` checks the metadata of it and of those inside it. */
export function unknownFields(resource: JsonObject, schema: ApiSchema, metadata: Check): Fault[] | undefined {
  return members(resource, schema, metadata, true);
}

function walk(value: Json, schema: ApiSchema | undefined, metadata: Check): Fault[] | undefined {
  if (isJsonObject(value)) return members(value, schema, metadata, false);
  return isJsonList(value) ? items(value, schema, metadata, walk) : undefined;
}

type Walk = (value: Json, schema: ApiSchema | undefined, metadata: Check) => Fault[] | undefined;

function items(list: readonly Json[], schema: ApiSchema | undefined, metadata: Check, next: Walk): Fault[] | undefined {
  let faults: Fault[] | undefined;
  for (let index = 0; index < list.length; index++) {
    const found = next(list[index]!, schema?.items, metadata);
    if (found !== undefined) faults = below(faults, found, index);
  }
  return faults;
}

/** Below a schema that preserves unknown fields: lists hand that on to their items, named fields do not. */
function preserved(value: Json, schema: ApiSchema | undefined, metadata: Check): Fault[] | undefined {
  if (schema === undefined) return undefined;
  if (isJsonObject(value)) return members(value, { ...schema, ...PRESERVING }, metadata, false);
  return isJsonList(value) ? items(value, schema, metadata, preserved) : undefined;
}

const PRESERVING = { 'x-kubernetes-preserve-unknown-fields': true } as const;

function members(value: JsonObject, schema: ApiSchema | undefined, metadata: Check, root: boolean) {
  const preserves = schema?.['x-kubernetes-preserve-unknown-fields'] === true;
  const resource = root || schema?.['x-kubernetes-embedded-resource'] === true;
  const additional = schema?.additionalProperties;
  let faults: Fault[] | undefined;
  for (const key in value) {
    const item = value[key]!;
    let found: Fault[] | undefined;
    if (resource && RESOURCE_FIELDS.has(key)) found = resourceField(key, item, metadata);
    else {
      const property = propertyOf(schema, key);
      if (property !== undefined) found = inside(item, property, metadata);
      else if (additional !== undefined) found = inside(item, additionalOf(schema), metadata);
      else if (!preserves) faults = along(faults, unknown(key, schema));
    }
    if (found !== undefined) faults = below(faults, found, key);
  }
  return faults;
}

function inside(item: Json, schema: ApiSchema | undefined, metadata: Check): Fault[] | undefined {
  const preserves = schema?.['x-kubernetes-preserve-unknown-fields'] === true;
  return preserves ? preserved(item, schema, metadata) : walk(item, schema, metadata);
}

function resourceField(key: string, item: Json, metadata: Check): Fault[] | undefined {
  if (key === 'metadata') return item === null ? undefined : metadata(item);
  return isText(item);
}

function unknown(key: string, schema: ApiSchema | undefined): Fault {
  return faultOf(
    'unknown-field',
    ({ field, holder }) => {
      const near = closest(key, Object.keys(schema?.properties ?? {}));
      return `\`${field}\` is no field of ${holder}${near === undefined ? '' : `, did you mean ${quoted(near)}`}`;
    },
    [key],
  );
}
