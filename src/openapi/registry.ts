// Which kinds are known and how their objects are checked: the built-in kinds of one minor release. Compiles a kind when its
// first object comes.
import type { FieldError } from '../kube/field-error.ts';
import type { JsonObject } from '../kube/object.ts';
import { definitionCompiler } from './compile.ts';
import { toFieldErrors } from './fault.ts';
import type { ApiKind, ApiSchemas } from './schema.ts';

/** Checks an object as it was read: what the API server would refuse by its schema alone. */
export type ObjectCheck = (object: JsonObject) => readonly FieldError[];

/** The kinds of one minor release. */
export interface Registry {
  /** Minor release: `1.35`. */
  readonly version: string;
  /** The kind; undefined where the release does not have it. */
  kindOf(apiVersion: string, kind: string): ApiKind | undefined;
  /** The check of its objects; undefined where the release does not have the kind. */
  checkOf(apiVersion: string, kind: string): ObjectCheck | undefined;
}

/** The registry of a set of schemas. */
export function createRegistry({ version, kinds, definitions }: ApiSchemas): Registry {
  const definition = definitionCompiler(definitions);
  const checks = new Map<string, ObjectCheck>();
  const kindOf = (apiVersion: string, kind: string): ApiKind | undefined => {
    const key = `${apiVersion} ${kind}`;
    return Object.hasOwn(kinds, key) ? kinds[key] : undefined;
  };
  return {
    version,
    kindOf,
    checkOf: (apiVersion, kind) => {
      const key = `${apiVersion} ${kind}`;
      const before = checks.get(key);
      if (before) return before;
      const found = kindOf(apiVersion, kind);
      if (!found) return undefined;
      const check = definition(found.schema);
      const fresh: ObjectCheck = (object) => toFieldErrors(check(object), kind);
      checks.set(key, fresh);
      return fresh;
    },
  };
}
