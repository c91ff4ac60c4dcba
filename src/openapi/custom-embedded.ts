// Resources inside custom resources (`x-kubernetes-embedded-resource`): they say what they are and are named as resources are.
// Source: k8s.io/apiextensions-apiserver pkg/apiserver/schema/objectmeta, validation.go; its rules for names are those of
// k8s.io/apimachinery pkg/api/validation.
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../kube/object.ts';
import { missingField } from './compile.ts';
import { additionalOf, propertyOf, someSchema } from './custom-schema.ts';
import { along, below, type Fault, faultOf, named } from './fault.ts';
import type { ApiSchema } from './schema.ts';

/** True where a schema has resources inside it. */
export function hasEmbedded(schema: ApiSchema): boolean {
  return someSchema(schema, (one) => one['x-kubernetes-embedded-resource'] === true);
}

/** Finds what is wrong with the resources in a value. */
export function embeddedFaults(value: Json, schema: ApiSchema): Fault[] | undefined {
  let faults: Fault[] | undefined;
  if (isJsonList(value)) {
    for (let index = 0; schema.items && index < value.length; index++) {
      const found = embeddedFaults(value[index]!, schema.items);
      if (found !== undefined) faults = below(faults, found, index);
    }
  } else if (isJsonObject(value)) {
    if (schema['x-kubernetes-embedded-resource']) faults = resourceFaults(value);
    for (const key in value) {
      const inner = propertyOf(schema, key) ?? additionalOf(schema);
      const found = inner && embeddedFaults(value[key]!, inner);
      if (found !== undefined) faults = below(faults, found, key);
    }
  }
  return faults;
}

const API_VERSION = /^[^/]+(?:\/[^/]*)?$|^\/$/;
const KIND = /^[a-z](?:[-a-z0-9]{0,61}[a-z0-9])?$/;

function resourceFaults(resource: JsonObject): Fault[] | undefined {
  let faults: Fault[] | undefined;
  for (const [key, shape] of [
    ['apiVersion', API_VERSION],
    ['kind', KIND],
  ] as const) {
    const value = Object.hasOwn(resource, key) ? resource[key] : undefined;
    if (value === undefined) faults = along(faults, missingField(key));
    else if (typeof value !== 'string' || !shape.test(value.toLowerCase()))
      faults = along(
        faults,
        faultOf('invalid', ({ field }) => `\`${field}\` is ${named(value)}, which no resource has`, [key]),
      );
  }
  const { metadata } = resource;
  const found = isJsonObject(metadata) ? metadataFaults(metadata) : undefined;
  return found === undefined ? faults : below(faults, found, 'metadata');
}

const QUALIFIED_NAME = /^[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;
const LABEL_VALUE = /^(?:[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/;
const SUBDOMAIN = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/;
const DNS_LABEL = /^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$/;

function metadataFaults(metadata: JsonObject): Fault[] | undefined {
  let faults: Fault[] | undefined;
  const refuse = (path: (string | number)[], value: Json) => {
    faults = along(
      faults,
      faultOf('invalid', ({ field }) => `\`${field}\` is ${named(value)}, which metadata does not take`, path),
    );
  };
  const { name, namespace, labels, annotations } = metadata;
  if (typeof name === 'string' && (name === '.' || name === '..' || /[/%]/.test(name))) refuse(['name'], name);
  if (typeof namespace === 'string' && namespace !== '' && !DNS_LABEL.test(namespace)) refuse(['namespace'], namespace);
  for (const [key, value] of Object.entries(isJsonObject(labels) ? labels : {}))
    if (!isQualified(key) || (typeof value === 'string' && !LABEL_VALUE.test(value))) refuse([key, 'labels'], value);
  for (const [key, value] of Object.entries(isJsonObject(annotations) ? annotations : {}))
    if (!isQualified(key.toLowerCase())) refuse([key, 'annotations'], value);
  return faults;
}

/** `name` or `example.com/name`. */
function isQualified(key: string): boolean {
  const slash = key.indexOf('/');
  const prefix = key.slice(0, Math.max(slash, 0));
  return (slash < 0 || (prefix.length <= 253 && SUBDOMAIN.test(prefix))) && QUALIFIED_NAME.test(key.slice(slash + 1));
}
