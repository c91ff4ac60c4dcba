// Expressions and what is expected of them, for the tests of what they are made of.
import assert from 'node:assert/strict';
import { type CelOptions, type CelResult, compileCel } from '../../src/cel/compile.ts';
import type { Json } from '../../src/kube/object.ts';

/** A schema and a value that expressions are evaluated on. */
export interface Subject {
  readonly options?: Partial<CelOptions>;
  readonly self?: Json;
  readonly oldSelf?: Json;
}

/** What one expression gives; throws where it does not compile. */
export function evaluated(expression: string, { options, self = {}, oldSelf }: Subject = {}): CelResult {
  const compiled = compileCel(expression, { schema: { type: 'object' }, ...options });
  if (!compiled.ok) throw new Error(`${expression}: ${compiled.message}`);
  return compiled.program.evaluate(oldSelf === undefined ? { self } : { self, oldSelf });
}

/** Each expression is true. */
export function holds(expressions: readonly string[], subject?: Subject): void {
  assert.ok(expressions.length > 0);
  for (const expression of expressions)
    assert.deepEqual(evaluated(expression, subject), { ok: true, value: true }, expression);
}

/** Each expression compiles and ends in an error whose message has a word. */
export function fails(expressions: readonly (readonly [string, RegExp])[], subject?: Subject): void {
  assert.ok(expressions.length > 0);
  for (const [expression, message] of expressions) {
    const result = evaluated(expression, subject);
    assert.ok(!result.ok, `${expression} gives ${result.ok && result.value}`);
    assert.match(result.message, message, expression);
  }
}

/** Each expression does not compile, and the message has a word. */
export function refuses(expressions: readonly (readonly [string, RegExp])[], options?: Partial<CelOptions>): void {
  assert.ok(expressions.length > 0);
  for (const [expression, message] of expressions) {
    const compiled = compileCel(expression, { schema: { type: 'object' }, ...options });
    assert.ok(!compiled.ok, `${expression} compiles`);
    assert.match(compiled.message, message, expression);
  }
}
