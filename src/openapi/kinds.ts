// All kinds that a gate knows: the built-in ones of a release and the custom ones of some definitions, each with its check, and
// definitions themselves with the check of their schemas.
import { compileCel } from '../cel/compile.ts';
import type { FieldError } from '../kube/field-error.ts';
import type { JsonObject } from '../kube/object.ts';
import { type CustomObjectCheck, createCustomRegistry, metadataCheck } from './custom.ts';
import { checkDefinition } from './custom-definition.ts';
import type { Registry } from './registry.ts';
import type { ApiKind, ApiSchemas } from './schema.ts';

/** What is known of kinds. */
export interface KnownKinds {
  kindOf(apiVersion: string, kind: string): ApiKind | undefined;
  /** The check of an object as it was read, beside the one that it replaces; undefined for a kind without a schema. */
  checkOf(apiVersion: string, kind: string): CustomObjectCheck | undefined;
  /** A custom resource as the API server completes it; the very object for all other kinds. */
  completeCustom(object: JsonObject): JsonObject;
}

const DEFINITION = 'apiextensions.k8s.io/v1 CustomResourceDefinition';

/** The kinds of a release, and those of the definitions; a definition cannot change a built-in kind. */
export function knownKinds(registry: Registry, schemas: ApiSchemas, definitions: readonly JsonObject[]): KnownKinds {
  const custom = createCustomRegistry(definitions, { schemas, compileRule: compileCel });
  const options = { minor: minorOf(schemas), metadata: metadataCheck(schemas), compileRule: compileCel };
  return {
    kindOf: (apiVersion, kind) => registry.kindOf(apiVersion, kind) ?? custom.kindOf(apiVersion, kind),
    checkOf: (apiVersion, kind) => {
      const check = registry.checkOf(apiVersion, kind);
      if (!check) return custom.checkOf(apiVersion, kind);
      if (`${apiVersion} ${kind}` !== DEFINITION) return check;
      return (object) => joined(check(object), checkDefinition(object, options));
    },
    completeCustom: custom.complete,
  };
}

/** 35 of `1.35`. */
export function minorOf({ version }: ApiSchemas): number {
  return Number(version.split('.')[1] ?? 0);
}

/** Errors of two checks; what both say of one place counts once. */
function joined(first: readonly FieldError[], second: readonly FieldError[]): readonly FieldError[] {
  if (second.length === 0) return first;
  const places = new Set(first.map(({ pointer }) => pointer));
  return [...first, ...second.filter(({ pointer }) => !places.has(pointer))];
}
