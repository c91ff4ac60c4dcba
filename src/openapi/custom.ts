// Custom kinds, learned from their definitions: which versions are served, how resources are checked and completed. Whether a
// definition itself is sound is custom-definition.ts.
import type { FieldError } from '../kube/field-error.ts';
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../kube/object.ts';
import { anything, type Check } from './check.ts';
import { definitionCompiler } from './compile.ts';
import { compileCustom } from './custom-check.ts';
import { completeCustom } from './custom-completion.ts';
import { embeddedFaults, hasEmbedded } from './custom-embedded.ts';
import { unknownFields } from './custom-fields.ts';
import { hasUniqueLists, repeatedItems } from './custom-lists.ts';
import { compileRules, type RuleCompiler } from './custom-rules.ts';
import { type Scale, scaleFaults, scaleOf } from './custom-scale.ts';
import { ownMember, readSchema } from './custom-schema.ts';
import { type Fault, toFieldErrors } from './fault.ts';
import type { ApiKind, ApiSchema, ApiSchemas } from './schema.ts';

/** One served version of a custom kind. */
export interface CustomKind {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespaced: boolean;
  /** Name in API paths: `widgets`. */
  readonly resource: string;
  readonly schema: ApiSchema;
  /** True where the status is a subresource of its own: what a manifest says of it is wiped. */
  readonly hasStatus: boolean;
  readonly scale: Scale | undefined;
}

/** Checks a resource as it was read; `old` is what an update replaces, as it was read. */
export type CustomObjectCheck = (object: JsonObject, old?: JsonObject) => readonly FieldError[];

/** The custom kinds of some definitions. */
export interface CustomRegistry {
  kindOf(apiVersion: string, kind: string): ApiKind | undefined;
  /** The check of a kind's resources; undefined for kinds of which no definition tells. */
  checkOf(apiVersion: string, kind: string): CustomObjectCheck | undefined;
  /** The resource as the API server completes it; the very object for kinds of which no definition tells. */
  complete(object: JsonObject): JsonObject;
}

/** The served versions of a CustomResourceDefinition; nothing of what is none, or is too broken to tell. */
export function customKindsOf(definition: JsonObject): readonly CustomKind[] {
  const { apiVersion, kind: definitionKind, spec } = definition;
  if (apiVersion !== 'apiextensions.k8s.io/v1' || definitionKind !== 'CustomResourceDefinition') return [];
  const names = ownMember(spec, 'names');
  const [group, kind, resource] = [ownMember(spec, 'group'), ownMember(names, 'kind'), ownMember(names, 'plural')];
  const versions = ownMember(spec, 'versions');
  if (!isText(group) || !isText(kind) || !isText(resource) || !isJsonList(versions)) return [];
  const namespaced = ownMember(spec, 'scope') !== 'Cluster';
  return versions.flatMap((version): readonly CustomKind[] => {
    const name = ownMember(version, 'name');
    const stated = ownMember(ownMember(version, 'schema'), 'openAPIV3Schema');
    if (!isText(name) || ownMember(version, 'served') !== true || !isJsonObject(stated)) return [];
    const subresources = ownMember(version, 'subresources');
    const hasStatus = isJsonObject(ownMember(subresources, 'status'));
    const scale = scaleOf(ownMember(subresources, 'scale'));
    const schema = readSchema(stated);
    return [{ apiVersion: `${group}/${name}`, kind, namespaced, resource, schema, hasStatus, scale }];
  });
}

function isText(value: Json | undefined): value is string {
  return typeof value === 'string' && value !== '';
}

/** What is needed beside the definitions. */
export interface CustomOptions {
  /** The built-in set: its ObjectMeta is that of custom resources, too. */
  readonly schemas: ApiSchemas;
  /** Compiles rules in CEL; without it none is evaluated. */
  readonly compileRule?: RuleCompiler;
}

/** The registry of the kinds that the definitions state; of two definitions of one kind the last counts. */
export function createCustomRegistry(definitions: readonly JsonObject[], options: CustomOptions): CustomRegistry {
  const kinds = new Map<string, CustomKind>();
  for (const kind of definitions.flatMap(customKindsOf)) kinds.set(`${kind.apiVersion} ${kind.kind}`, kind);
  const checks = new Map<string, CustomObjectCheck>();
  const metadata = metadataCheck(options.schemas);
  const find = (apiVersion: string, kind: string) => kinds.get(`${apiVersion} ${kind}`);
  return {
    kindOf: (apiVersion, kind) => {
      const found = find(apiVersion, kind);
      return found && { schema: '', namespaced: found.namespaced, resource: found.resource };
    },
    checkOf: (apiVersion, kind) => {
      const found = find(apiVersion, kind);
      if (!found) return undefined;
      const key = `${apiVersion} ${kind}`;
      const check = checks.get(key) ?? compileKind(found, metadata, options);
      checks.set(key, check);
      return check;
    },
    complete: (object) => {
      const found = find(String(object['apiVersion']), String(object['kind']));
      return found ? completeCustom(object, found.schema, found.hasStatus) : object;
    },
  };
}

/** The check of metadata as the server decodes it: unknown fields and wrong types. */
export function metadataCheck({ definitions }: ApiSchemas): Check {
  const name = Object.keys(definitions).find((key) => key.endsWith('.ObjectMeta'));
  return name === undefined ? anything : definitionCompiler(definitions)(name, { strict: true, judged: false });
}

function compileKind(kind: CustomKind, metadata: Check, options: CustomOptions): CustomObjectCheck {
  const { schema, hasStatus, scale } = kind;
  const minor = Number(options.schemas.version.split('.')[1] ?? 0);
  const check = compileCustom(schema, minor);
  const [lists, embedded] = [hasUniqueLists(schema), hasEmbedded(schema)];
  const rules = options.compileRule && compileRules(schema, options.compileRule);
  return (object, old) => {
    const unread = unknownFields(object, schema, metadata);
    const after = completeCustom(object, schema, hasStatus);
    const before = old && completeCustom(old, schema, hasStatus);
    const faults: Fault[] = [...(unread ?? []), ...(check(after, before) ?? []), ...scaleFaults(after, scale)];
    if (embedded) faults.push(...(embeddedFaults(after, schema) ?? []));
    // lists that were wrong before may stay so
    if (lists && !(before && repeatedItems(before, schema))) faults.push(...(repeatedItems(after, schema) ?? []));
    if (rules && !faults.some(({ type }) => BLOCKING.has(type))) faults.push(...(rules(after, before) ?? []));
    return toFieldErrors(once(faults), kind.kind);
  };
}

/** Types of faults with which the server evaluates no rules. */
const BLOCKING: ReadonlySet<string> = new Set(['not-supported', 'required', 'too-long', 'too-many', 'type-invalid']);

/** One mistake is reported once: a wrong type of metadata is seen by its own check and by the schema's. */
function once(faults: readonly Fault[]): readonly Fault[] {
  const seen = new Set<string>();
  return faults.filter(({ type, path }) => {
    const key = `${type} ${path.join('/')}`;
    return type === 'custom-rule' || (!seen.has(key) && seen.add(key));
  });
}
