// Calling function values: tail calls by trampoline, arguments as higher-order built-ins pass them.
import { charge } from './budget.ts';
import { ExpressionError } from './messages.ts';
import { carryPattern } from './regex.ts';
import { type Callable, callable } from './values.ts';

/** A call that a function leaves to its caller, so that recursion in tail position takes no stack. */
export class TailCall {
  readonly target: unknown;
  readonly args: readonly unknown[];
  readonly position: number;

  constructor(target: unknown, args: readonly unknown[], position: number) {
    this.target = target;
    this.args = args;
    this.position = position;
  }
}

/** Whether a value is a function of ours. */
export function isCallable(value: unknown): value is Callable {
  return typeof value === 'function' && typeof (value as Callable).arity === 'number';
}

/** Calls a function value to its end. The context stands in for a missing first argument where the signature says so. */
export function invoke(target: Callable, args: readonly unknown[], context: unknown): unknown {
  let result = target(args, context);
  while (result instanceof TailCall) {
    charge(1);
    if (!isCallable(result.target)) throw new ExpressionError('T1006', result.position);
    result = result.target(result.args, context);
  }
  return result;
}

/** Calls with as many of value, key and whole as the function takes. */
export function invokeWith(target: Callable, value: unknown, key: unknown, whole: unknown): unknown {
  charge(1);
  const { arity } = target;
  return invoke(target, arity >= 3 ? [value, key, whole] : arity === 2 ? [value, key] : [value], null);
}

/** A function as it arrives when passed as an argument: it no longer sees the context of its caller. */
export function detached(value: unknown): unknown {
  if (!isCallable(value)) return value;
  const passed = callable(value.arity, (args) => invoke(value, args, null));
  carryPattern(value, passed);
  return passed;
}
