// Support for expression tests: run a table of [expression, expected] on one input; an Error-like expectation is a code.
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { type CompileOptions, compileExpression, type Evaluated } from '../../src/expression/compile.ts';

/** The outcome of an expression, load errors included. */
export function outcome(
  text: string,
  input?: unknown,
  bindings?: Readonly<Record<string, unknown>>,
  options?: CompileOptions,
): Evaluated {
  const compiled = compileExpression(text, options);
  if (!compiled.ok) return { ok: false, error: compiled.problems[0]! };
  return compiled.expression.evaluate(input, bindings);
}

/** The value of an expression as plain JSON; fails the test on an error. */
export function yieldOf(text: string, input?: unknown, bindings?: Readonly<Record<string, unknown>>): unknown {
  const result = outcome(text, input, bindings);
  assert.ok(result.ok, `${text}: ${result.ok ? '' : `${result.error.code} ${result.error.message}`}`);
  return result.value === undefined ? undefined : JSON.parse(JSON.stringify(result.value));
}

/** The code of the error that an expression gives. */
export function codeOf(text: string, input?: unknown, bindings?: Readonly<Record<string, unknown>>): string {
  const result = outcome(text, input, bindings);
  return result.ok ? `value ${JSON.stringify(result.value)}` : result.error.code;
}

/** Registers one test for each row. */
export function table(input: unknown, rows: readonly (readonly [expression: string, expected: unknown])[]): void {
  for (const [expression, expected] of rows) {
    it(`${expression} yields ${JSON.stringify(expected) ?? 'nothing'}`, () => {
      assert.deepEqual(yieldOf(expression, input), expected);
    });
  }
}

/** Registers one test for each row whose expression fails with a code. */
export function failures(input: unknown, rows: readonly (readonly [expression: string, code: string])[]): void {
  for (const [expression, code] of rows) {
    it(`${expression} fails with ${code}`, () => assert.equal(codeOf(expression, input), code));
  }
}
