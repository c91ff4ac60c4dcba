// The vocabulary of resource templates: the document's spec, what a template is compiled to, what solving and rendering yield. No logic.
import type { Json, JsonObject } from '../kube/object.ts';
import type { PatchOperation } from '../policy/policy.ts';
import type { Failure } from '../policy/rule-type.ts';
import type { TemplateProgram } from './program.ts';
import type { TemplateSpec } from './spec.ts';

export type { TemplateSpec } from './spec.ts';

/** In which ways a resource can differ from its template. */
export const DRIFT_TYPES = [
  'value',
  'type',
  'missing',
  'extra',
  'conflict',
  'parameter',
  'constraint',
  'context',
  'order',
  'duplicate-key',
  'ambiguous',
  'unbound',
  'object-missing',
  'object-extra',
  'variant',
] as const;

/** One of `DRIFT_TYPES`. */
export type DriftType = (typeof DRIFT_TYPES)[number];

/** A template that has passed every check at load. */
export interface CompiledTemplate {
  readonly name: string;
  readonly spec: TemplateSpec;
  readonly major: number;
  /** What rendering and solving follow; its own business. */
  readonly program: TemplateProgram;
}

/** What is known around the resources. */
export interface TemplateContext {
  /** Path of the file in the repository; undefined at gates that see no files. */
  readonly path?: string;
  /** Namespace of the objects; undefined when unknown or when they have none. */
  readonly namespace?: { readonly name: string; readonly labels?: Readonly<Record<string, string>> };
  /**
   * Completes an object as the API server does. With it, what the server adds to the rendered template is no drift; without it
   * objects are compared as they are written.
   */
  readonly complete?: (object: JsonObject) => JsonObject;
  /**
   * A short cut beside `complete`: whether the API server fills a place that is left out with just this value, whatever else the
   * object says. `kind` is `apps/v1/Deployment`; false says nothing.
   */
  readonly filled?: (kind: string, tokens: readonly (string | number)[], value: Json, holder: JsonObject) => boolean;
  /** True where the resources need not be the whole set: what is not among them says nothing. */
  readonly partial?: boolean;
}

/** An object of a set that shall be solved. Without `id` it belongs to the template's object of its group, kind and name. */
export interface Resource {
  readonly id?: string;
  readonly object: JsonObject;
}

/** An object that a template makes. */
export interface RenderedObject {
  readonly id: string;
  readonly object: JsonObject;
}

/** One difference between a resource and its template. */
export interface Drift {
  readonly type: DriftType;
  /** Id of the template's object; '' for what no object of the template is. */
  readonly object: string;
  /** Which of the given resources; undefined for an object that is missing. */
  readonly resource?: number;
  /** JSON pointer into the resource: of the value, or of the missing or superfluous member itself. */
  readonly pointer: string;
  readonly expected?: Json;
  readonly actual?: Json;
  /** The parameter that it is about. */
  readonly parameter?: string;
  /** One sentence: what is wrong. */
  readonly message: string;
  /** The template author's `$why` of this place. */
  readonly why?: string;
  /** JSON pointer into the template's document, e.g. `/spec/objects/0/body/spec/replicas`. */
  readonly templatePointer: string;
  /** Where a conflicting parameter was bound first. */
  readonly related?: Place;
  /** JSON Patch on the resource that mends it; empty where no value is sure. */
  readonly fix: readonly PatchOperation[];
}

/** A place in one of the resources. */
export interface Place {
  readonly object: string;
  readonly resource: number;
  readonly pointer: string;
}

/** Which alternative of a `$oneOf` or `$case` was taken. */
export interface Choice extends Place {
  readonly templatePointer: string;
  /** Index of the alternative, or its label. */
  readonly chosen: number | string;
}

/** What solving found. */
export interface Solution {
  /** Parameters as far as they are known, defaults filled in. */
  readonly params: JsonObject;
  /** Where each parameter was read, the binding place first; items of listed parameters under the parameter's name. */
  readonly bindings: ReadonlyMap<string, readonly Place[]>;
  /** Parameters that took their default. */
  readonly defaulted: readonly string[];
  /** Parameters that nothing tells and that have no default. */
  readonly unbound: readonly string[];
  readonly drifts: readonly Drift[];
  readonly choices: readonly Choice[];
  /** Places whose value follows from others: beyond the template what the API server fills in, within it what is derived. */
  readonly following: readonly Place[];
  /** Expressions that could not be evaluated: never a pass. */
  readonly failures: readonly Failure[];
  /** Parameters that come from the path of the file, where none was given: what depends on them was not judged. */
  readonly unjudged: readonly string[];
  /** How many places were compared: the work that it took. */
  readonly steps: number;
}

/** A place of a template where something may vary. */
export interface Leaf {
  /** Id of the template's object. */
  readonly object: string;
  readonly templatePointer: string;
  /** A place with list items by key, for people: `spec.template.spec.containers[name=app].image`. */
  readonly path: string;
  readonly kind: 'literal' | 'parameter' | 'any' | 'expr' | 'extra';
  /** Parameters that are read there. */
  readonly parameters: readonly string[];
  readonly optional: boolean;
}
