// The API server of one minor release as far as a gate knows it that reads text: what an object becomes there, and what the server
// would say of it. Joins schema, completion, validation and the life of API versions; judges nothing, for that is the reserved policies'.
import type { Change } from '../change/change.ts';
import type { Scopes } from '../change/namespace.ts';
import type { Observation, ObservationFailure, Observations, Observer, Unobserved } from '../change/observation.ts';
import { readPointer } from '../change/pointer.ts';
import { withoutAllotted } from '../completion/allotted.ts';
import { type Completed, complete } from '../completion/complete.ts';
import type { CompletionData } from '../completion/data.ts';
import type { FieldError } from '../kube/field-error.ts';
import { gvkOf } from '../kube/gvk.ts';
import type { Json, JsonObject } from '../kube/object.ts';
import { ambiguousScalars } from '../manifest/ambiguous.ts';
import type { ManifestDocument } from '../manifest/document.ts';
import type { Validate } from './dispatch.ts';
import { metadataRulesOf } from './kinds.ts';
import { validateMetadata } from './metadata.ts';
import { dnsSubdomain } from './names.ts';

/** What is observed of objects, and what they become. */
export interface ApiModel {
  /** The object as a webhook would be shown it, less what the server allots; or why the server could not read it. */
  readonly tryComplete: (object: JsonObject) => Completed;
  /** The same; what the server could not read stays as it is. */
  readonly complete: (object: JsonObject) => JsonObject;
  /** What there is to say of an object as its text has it, in the change that it becomes. */
  readonly observe: (read: ReadManifest, change: Change) => Observations;
  /** Scopes of the custom kinds that it knows. */
  readonly scopes: Scopes;
  /** Whether an object's kind is known, or can only be a mistake. */
  readonly knows: (object: JsonObject) => boolean;
}

/** An object as it was read: with its text, or without. */
export type ReadManifest = ManifestDocument | { readonly value: Json };

/** What a model is made of. */
export interface ApiModelParts {
  /** Minor release: 35 for Kubernetes 1.35. */
  readonly minor: number;
  readonly completion: CompletionData;
  readonly kinds: KindTable;
  readonly validate: Validate;
  readonly scopes: Scopes;
  /** Whether a kind without a schema is an error. */
  readonly strictKinds: boolean;
  /** What is to be said of an object's API version. */
  readonly versions: (object: JsonObject) => { readonly rule: string; readonly message: string } | undefined;
}

/** The kinds that have a schema. */
export interface KindTable {
  /** The kind; undefined where neither the release nor a definition has it. */
  kindOf(apiVersion: string, kind: string): { readonly namespaced: boolean } | undefined;
  /** Checks an object as it was read, beside the one that it replaces; undefined for a kind without a schema. */
  checkOf(
    apiVersion: string,
    kind: string,
  ): ((object: JsonObject, old?: JsonObject) => readonly FieldError[]) | undefined;
  /** An object of a custom kind as the server prunes and completes it. */
  completeCustom(object: JsonObject): JsonObject;
  /** What is wrong with a kind that no release has, in a group that is Kubernetes' own; undefined where it may be a custom kind. */
  mistakeOf(apiVersion: string, kind: string): string | undefined;
}

/** Sallyport's own documents are checked where they are loaded. */
const OWN_GROUP = 'sallyport.dev';
const NOTHING: Observations = { seen: [], unseen: [], failures: [] };

/** The model of a release with the custom kinds of the tables. */
export function apiModel({
  minor,
  completion,
  kinds,
  scopes,
  strictKinds,
  versions,
  validate,
}: ApiModelParts): ApiModel {
  // An object is completed to be judged, and asked for again to be validated.
  const known = new WeakMap<JsonObject, Completed>();
  const tryComplete = (object: JsonObject): Completed => {
    const before = known.get(object);
    if (before) return before;
    const completed = complete(object, completion);
    const fresh: Completed = completed.ok
      ? { ok: true, object: withoutAllotted(kinds.completeCustom(completed.object)) }
      : completed;
    known.set(object, fresh);
    return fresh;
  };
  return {
    tryComplete,
    complete: (object) => {
      const completed = tryComplete(object);
      return completed.ok ? completed.object : withoutAllotted(object);
    },
    scopes,
    knows: (object) => {
      const { apiVersion, kind } = object;
      return (
        gvkOf(object).group === OWN_GROUP ||
        kinds.checkOf(String(apiVersion), String(kind)) !== undefined ||
        versions(object)?.rule === 'removed' ||
        kinds.mistakeOf(String(apiVersion), String(kind)) !== undefined
      );
    },
    observe: (text, change) => {
      const read = text.value as JsonObject;
      if (gvkOf(read).group === OWN_GROUP) return NOTHING;
      const [apiVersion, kind] = [String(read['apiVersion']), String(read['kind'])];
      const seen: Observation[] =
        'positions' in text ? ambiguousScalars(text).map((one) => ({ observer: 'text', ...one })) : [];
      const version = versions(read);
      if (version) seen.push({ observer: 'api-version', pointer: '/apiVersion', ...version });
      const check = kinds.checkOf(apiVersion, kind);
      if (!check) {
        if (version?.rule === 'removed') return { ...NOTHING, seen };
        const mistake = kinds.mistakeOf(apiVersion, kind);
        if (mistake !== undefined)
          return { ...NOTHING, seen: [...seen, { ...UNKNOWN, pointer: '/kind', message: mistake }] };
        return { ...withoutSchema(`${apiVersion} ${kind}`, strictKinds), seen };
      }
      const { object, oldObject } = change;
      const errors = [...check(read, oldObject)];
      // What the server cannot read it does not validate.
      if (object && tryComplete(read).ok) {
        errors.push(...validate({ object, old: oldObject, minor }));
        const custom = metadataRulesOf(object) ? undefined : kinds.kindOf(apiVersion, kind);
        if (custom) validateMetadata(errors, object, oldObject, { name: dnsSubdomain, namespaced: custom.namespaced });
      }
      for (const { type, pointer, message } of distinct(inText(errors, read)))
        seen.push({ observer: 'fields', rule: type, pointer, message });
      return { ...NOTHING, seen };
    },
  };
}

const UNKNOWN: { readonly observer: Observer; readonly rule: string } = { observer: 'fields', rule: 'unknown-kind' };

function withoutSchema(kind: string, strict: boolean): Observations {
  const reason = `no schema of \`${kind}\` is at hand: name its CustomResourceDefinition with \`--schemas\``;
  const failures: ObservationFailure[] = strict ? [{ ...UNKNOWN, code: 'kind-unknown', message: reason }] : [];
  const unseen: Unobserved[] = strict ? [] : [{ ...UNKNOWN, reason }];
  return { seen: [], unseen, failures };
}

/**
 * The errors about what the text says. A default that was made of a wrong value is wrong as well: of that nobody has to be told
 * beside the value, but an error is never lost.
 */
function inText(errors: readonly FieldError[], read: JsonObject): readonly FieldError[] {
  const told = errors.filter(({ type, pointer }) => !VALUES.has(type) || readPointer(read, pointer) !== undefined);
  return told.length > 0 ? told : errors;
}

/** Errors about a value, which a default can have as well. */
const VALUES: ReadonlySet<FieldError['type']> = new Set(['invalid', 'not-supported']);

/** One error a place and type: what the schema says already needs no second sentence. */
function distinct(errors: readonly FieldError[]): readonly FieldError[] {
  const told = new Set<string>();
  return errors.filter(({ type, pointer }) => {
    const key = `${type} ${pointer}`;
    return !told.has(key) && told.add(key);
  });
}

/** A change as it stands in a test case, as a gate that reads text would judge it. */
export function judgedBy({ complete, observe }: ApiModel): (change: Change, text?: ReadManifest) => Change {
  return (change, text) => {
    const { object, oldObject } = change;
    // Options of CONNECT and objects of subresources are no manifests.
    if (change.operation === 'CONNECT' || change.subresource !== undefined) return change;
    const completed = {
      ...change,
      object: object && complete(object),
      oldObject: oldObject && complete(oldObject),
    };
    return object ? { ...completed, observations: observe(text ?? { value: object }, completed) } : completed;
  };
}
