// What leaves an evaluation: plain JSON without the marks of the evaluator, or an error where it holds a function.
import { charge, checkDataDepth } from './budget.ts';
import { ExpressionError } from './messages.ts';
import type { Marked } from './values.ts';

/** The value for the caller. Lists made by the evaluator lose their marks; data is only looked at. */
export function plainOf(value: unknown): unknown {
  if (Array.isArray(value) && (value as Marked).outer) return value[0];
  strip(value, 0);
  return value;
}

function strip(value: unknown, depth: number): void {
  if (typeof value === 'function') throw new ExpressionError('function-result', 0);
  if (typeof value !== 'object' || value === null) return;
  checkDataDepth(depth);
  if (Array.isArray(value)) {
    const list = value as Marked;
    if (list.sequence !== undefined) delete list.sequence;
    if (list.keep !== undefined) delete list.keep;
    if (list.cons !== undefined) delete list.cons;
    if (list.tuples !== undefined) delete list.tuples;
    charge(value.length);
    for (let i = 0; i < value.length; i++)
      if (typeof value[i] === 'object' || typeof value[i] === 'function') strip(value[i], depth + 1);
    return;
  }
  for (const key in value) {
    const member = (value as Record<string, unknown>)[key];
    if (typeof member === 'object' || typeof member === 'function') strip(member, depth + 1);
  }
}
