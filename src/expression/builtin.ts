// How a built-in function is declared, and the table's own type. The functions stand in builtins-*.ts and functions.ts.
import { signatureOf } from './signature.ts';
import type { Callable } from './values.ts';

/** A function implemented in JavaScript, given arguments that its signature has checked. */
export type Implementation = (a: unknown, b: unknown, c: unknown, d: unknown) => unknown;

/** A built-in: callable, with what the compiler uses to call it directly. */
export interface Builtin extends Callable {
  label: string;
  signature: string;
  /** How many parameters partial application sees. */
  parameters: number;
  implementation: Implementation;
  /** Letters of argument types (`s n b a f x`) that go to the implementation unchecked; their number is the number of arguments. */
  quick: readonly string[];
}

/** Declares a built-in; `parameters` are those of the implementation, with optional ones. */
export function builtin(
  label: string,
  signature: string,
  parameters: number,
  implementation: Implementation,
  quick: readonly string[] = [],
): Builtin {
  const check = signatureOf(signature);
  const value = ((args: readonly unknown[], context: unknown) => {
    const taken = check(args, context, label);
    return implementation(taken[0], taken[1], taken[2], taken[3]);
  }) as Builtin;
  value.arity = parameters;
  value.label = label;
  value.signature = signature;
  value.parameters = parameters;
  value.implementation = implementation;
  value.quick = quick;
  return value;
}

/** Declares a built-in that takes any number of arguments. */
export function variadic(
  label: string,
  signature: string,
  implementation: (args: readonly unknown[]) => unknown,
): Builtin {
  const check = signatureOf(signature);
  const value = ((args: readonly unknown[], context: unknown) =>
    implementation(check(args, context, label))) as Builtin;
  value.arity = 0;
  value.label = label;
  value.signature = signature;
  value.parameters = 1;
  value.implementation = (a) => implementation([a]);
  value.quick = [];
  return value;
}

/** Whether a value is exactly of the type that a letter of `quick` names. */
export function isOfType(letter: string, value: unknown): boolean {
  switch (letter) {
    case 's':
      return typeof value === 'string';
    case 'n':
      return typeof value === 'number';
    case 'a':
      return Array.isArray(value);
    case 'f':
      return typeof value === 'function';
    case 'o':
      return typeof value === 'object' && value !== null && !Array.isArray(value);
    default:
      return letter === 'x';
  }
}
