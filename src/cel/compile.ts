// CEL rules of CustomResourceDefinitions: text to a program, as the API server compiles it. Who walks a schema and decides which rule
// applies to which value is the caller.
import type { Json } from '../kube/object.ts';
import { type CelType, generic, TYPES } from './cel-type.ts';
import { check } from './check.ts';
import { Builder } from './code.ts';
import { fromJson } from './convert.ts';
import type { CelSchema } from './declare.ts';
import { Crash, Exhausted, Fault, steps } from './fault.ts';
import type { Code, Frame } from './frame.ts';
import { checkLiterals } from './literal.ts';
import { Mistake } from './mistake.ts';
import { Unreadable } from './optional-mark.ts';
import { parse } from './parse.ts';
import { type Shape, shapeOf } from './shape.ts';
import { type CelValue, NONE, some } from './value.ts';

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
  | { readonly ok: false; readonly message: string /** Offset in the text. */; readonly offset?: number };

/** A million steps are some tenths of a second; the server ends a rule after a million units of its own cost. */
export const DEFAULT_BUDGET = 1_000_000;

const SELF = 0;
const OLD_SELF = 1;
const PLACES: ReadonlyMap<string, number> = new Map([
  ['self', SELF],
  ['oldSelf', OLD_SELF],
]);

const shapes = new WeakMap<CelSchema, [plain: Shape | undefined, root: Shape | undefined]>();

/** Rules of one schema share its shape. */
function sharedShape(schema: CelSchema, root: boolean): Shape {
  const known = shapes.get(schema) ?? [undefined, undefined];
  const shape = known[root ? 1 : 0] ?? shapeOf(schema, root);
  known[root ? 1 : 0] = shape;
  shapes.set(schema, known);
  return shape;
}

/** Compiles one expression; never throws. */
export function compileCel(text: string, options: CelOptions): CelCompilation {
  const shape = sharedShape(options.schema, options.resourceRoot === true);
  if (!shape.type) return { ok: false, message: 'the schema has no type that a rule can see' };
  try {
    return compileChecked(text, options, shape, shape.type);
  } catch (error) {
    if (error instanceof Unreadable) {
      return { ok: false, message: `the expression cannot be read: ${error.message}`, offset: error.offset };
    }
    if (error instanceof Mistake) return { ok: false, message: error.message, offset: error.offset };
    if (error instanceof RangeError) return { ok: false, message: 'the expression nests too deep' };
    throw error;
  }
}

function compileChecked(text: string, options: CelOptions, shape: Shape, self: CelType): CelCompilation {
  const tree = parse(text);
  const oldSelf = options.optionalOldSelf ? generic('optional', self) : self;
  const checked = check(tree, { self, oldSelf });
  const result = options.result ?? 'bool';
  const wanted = TYPES[result];
  if (checked.type.kind !== wanted.kind) {
    return { ok: false, message: `the expression must be a ${wanted.name}, not a value of another type`, offset: 0 };
  }
  checkLiterals(tree, checked);
  const builder = new Builder(checked, PLACES.size);
  const code = builder.build(tree, PLACES);
  const { size } = builder;
  const optional = options.optionalOldSelf === true;
  return {
    ok: true,
    program: {
      usesOldSelf: checked.variables.has('oldSelf'),
      evaluate: ({ self: value, oldSelf: old }, budget = DEFAULT_BUDGET) => {
        const frame: Frame = new Array<CelValue>(size).fill(null);
        frame[SELF] = bound(value, shape);
        const known = old === undefined || old === null ? undefined : bound(old, shape);
        frame[OLD_SELF] = optional ? asOptional(known) : (known ?? new Fault('there is no old value'));
        return run(code, frame, budget, result);
      },
    },
  };
}

function bound(json: Json, shape: Shape): CelValue | Fault {
  try {
    return fromJson(json, shape);
  } catch (error) {
    if (error instanceof Fault) return error;
    throw error;
  }
}

function asOptional(value: CelValue | Fault | undefined): CelValue | Fault {
  return value === undefined ? NONE : value instanceof Fault ? value : some(value);
}

function run(code: Code, frame: Frame, budget: number, wanted: 'bool' | 'string'): CelResult {
  steps.left = budget;
  steps.limit = budget;
  try {
    const value = code(frame);
    // what came out of a value without a type may be anything: a rule holds only where it is true
    if (wanted === 'bool') return { ok: true, value: value === true };
    return typeof value === 'string' ? { ok: true, value } : { ok: false, message: 'the expression gives no text' };
  } catch (error) {
    if (error instanceof Fault || error instanceof Crash) return { ok: false, message: error.message };
    if (error instanceof Exhausted) {
      return { ok: false, message: `the rule takes more than ${error.limit} steps on this value`, exhausted: true };
    }
    if (error instanceof RangeError)
      return { ok: false, message: 'the value nests too deep for this rule', exhausted: true };
    throw error;
  }
}
