import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compileExpression } from '../../src/expression/compile.ts';

const value = (text: string, input: unknown = {}) => {
  const compiled = compileExpression(text);
  assert.ok(compiled.ok, JSON.stringify(compiled));
  return compiled.expression.evaluate(input);
};

describe('own functions', () => {
  it('$image() takes a reference apart', () => {
    const result = value("$image('nginx:1').tag");
    assert.deepEqual(result, { ok: true, value: '1' });
    assert.deepEqual(value('$image(none)'), { ok: true, value: undefined });
  });

  it('$matches() runs a pattern that data supplies, on RE2', () => {
    assert.deepEqual(value('$matches(a, b)', { a: 'abc', b: '^a.c$' }), { ok: true, value: true });
    assert.equal(value('$matches(a, b)', { a: 'abc', b: '(?=a)' }).ok, false);
    assert.deepEqual(value('$matches(a, b)', { b: 'a' }), { ok: true, value: undefined });
  });
});
