// The state of one running evaluation: what it may still spend, its root and its bindings. Whoever loops, recurses or grows a value charges here.
import { ExpressionError } from './messages.ts';

/** What one evaluation may spend. Sizes are charged to the steps as well: 16 characters or one list item are one step. */
export interface Limits {
  /** Loop items, function calls, list items made, 16 characters made. */
  readonly steps: number;
  /** Nested calls of functions that the expression defines; tail calls do not nest. */
  readonly depth: number;
}

/** 200,000 steps are about seven milliseconds; 200 calls deep stays far below the JavaScript stack. */
export const DEFAULT_LIMITS: Limits = { steps: 200_000, depth: 200 };

/** Nesting of the data that a recursive built-in walks (equality, text form, `**`, copies): what JSON.parse yields may be deeper. */
export const DATA_DEPTH = 1_000;

/** The running evaluation. One object for all: evaluations do not overlap, they only nest, and `evaluate` restores it. */
export const run = {
  steps: 0,
  limit: DEFAULT_LIMITS.steps,
  depth: 0,
  depthLimit: DEFAULT_LIMITS.depth,
  /** The input as given, which is `$$`. */
  root: undefined as unknown,
  bindings: {} as Readonly<Record<string, unknown>>,
  /** Where the call stands that was entered last: the position of an error that knows none. */
  position: 0,
};

/** Spends steps; raises `budget-exceeded` when none are left. */
export function charge(steps: number): void {
  run.steps -= steps;
  if (run.steps < 0) exhausted();
}

/** Spends what a text of this length costs. */
export function chargeText(length: number): void {
  run.steps -= 1 + (length >> 4);
  if (run.steps < 0) exhausted();
}

function exhausted(): never {
  throw new ExpressionError('budget-exceeded', -1, { limit: run.limit });
}

/** Raises `data-too-deep` where data nests deeper than a recursive walk may follow. */
export function checkDataDepth(depth: number): void {
  if (depth > DATA_DEPTH) throw new ExpressionError('data-too-deep', -1, { limit: DATA_DEPTH });
}
