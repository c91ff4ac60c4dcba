// CEL rules of CustomResourceDefinitions: text to a program, as the API server compiles it. Who walks a schema and decides which rule
// applies to which value is the caller.
import type { Json } from '../kube/object.ts';
import type { CelSchema } from './declare.ts';

/** What a rule is compiled against. */
export interface CelOptions {
  /** Schema of `self` (and of `oldSelf`): the schema that states the rule. */
  readonly schema: CelSchema;
  /** True at the root of a custom resource: `apiVersion`, `kind`, `metadata.name` and `metadata.generateName` are there without being stated. Embedded resources say it themselves. */
  readonly resourceRoot?: boolean;
  /** `oldSelf` is an optional value, and the rule is evaluated without an old value as well. */
  readonly optionalOldSelf?: boolean;
  /** Type that the expression must have: `bool` for a rule (the default), `string` for a `messageExpression`. */
  readonly result?: 'bool' | 'string';
}

/** A rule ready to evaluate, any number of times. */
export interface CelProgram {
  /** True where the rule reads `oldSelf`: without an old value it is skipped, unless it was compiled with `optionalOldSelf`. */
  readonly usesOldSelf: boolean;
  /** Evaluates; `budget` is the number of steps that it may take. */
  evaluate(input: CelInput, budget?: number): CelResult;
}

/** Values of one evaluation. Null is no value: the API server evaluates no rule on null. */
export interface CelInput {
  readonly self: Json;
  readonly oldSelf?: Json;
}

/** What an evaluation says: a value, or why there is none (the API server refuses the object then). */
export type CelResult =
  | { readonly ok: true; readonly value: boolean | string }
  | {
      readonly ok: false;
      readonly message: string;
      /** True where the steps ran out: the rule could not be judged. */
      readonly exhausted?: true;
    };

/** A program, or why the API server refuses a definition that states this rule. */
export type CelCompilation =
  | { readonly ok: true; readonly program: CelProgram }
  | { readonly ok: false; readonly message: string; /** Offset in the text. */ readonly offset?: number };

/** Compiles one expression; never throws. */
export function compileCel(_text: string, _options: CelOptions): CelCompilation {
  return { ok: false, message: 'CEL rules are not evaluated yet' };
}
