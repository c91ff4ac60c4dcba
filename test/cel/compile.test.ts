import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compileCel, DEFAULT_BUDGET } from '../../src/cel/compile.ts';
import { evaluated, fails, holds } from './expressions.ts';

const schema = { type: 'object', properties: { a: { type: 'integer' }, b: { type: 'string' } } };

describe('compiled rules', () => {
  it('are evaluated many times', () => {
    const compiled = compileCel('self.a > 1', { schema });
    assert.ok(compiled.ok && !compiled.program.usesOldSelf);
    assert.deepEqual(compiled.program.evaluate({ self: { a: 2 } }), { ok: true, value: true });
    assert.deepEqual(compiled.program.evaluate({ self: { a: 1 } }), { ok: true, value: false });
    const missing = compiled.program.evaluate({ self: {} });
    assert.ok(!missing.ok && missing.message === 'there is no field `a`');
  });
  it('say what is wrong, and where', () => {
    assert.deepEqual(compileCel('self.a > 1 && self.nope', { schema }), {
      ok: false,
      message: 'there is no field `nope`',
      offset: 19,
    });
    const unreadable = compileCel('self.a >', { schema });
    assert.ok(
      !unreadable.ok && unreadable.message.startsWith('the expression cannot be read: ') && unreadable.offset === 8,
    );
    assert.ok(!compileCel('true', { schema: {} }).ok);
  });
  it('know the old value, or an optional one', () => {
    holds(['self.a >= oldSelf.a'], { options: { schema }, self: { a: 2 }, oldSelf: { a: 1 } });
    fails([['self.a >= oldSelf.a', /no old value/]], { options: { schema }, self: { a: 2 } });
    const options = { schema, optionalOldSelf: true };
    holds(['!oldSelf.hasValue()'], { options, self: {} });
    holds(['oldSelf.value().a == 1'], { options, self: {}, oldSelf: { a: 1 } });
    const uses = compileCel('oldSelf.a == 1', { schema });
    assert.ok(uses.ok && uses.program.usesOldSelf);
  });
  it('give texts for messages', () => {
    assert.deepEqual(evaluated("'a is ' + string(self.a)", { options: { schema, result: 'string' }, self: { a: 1 } }), {
      ok: true,
      value: 'a is 1',
    });
    assert.ok(!compileCel('true', { schema, result: 'string' }).ok);
    fails([["dyn([1]).first().orValue('')", /no text/]], { options: { schema, result: 'string' } });
    assert.deepEqual(evaluated('dyn([1]).first().orValue(true)'), { ok: true, value: false });
  });
  it('see the root of a resource', () => {
    holds(["self.metadata.name == 'x' && self.kind == 'K'"], {
      options: { schema, resourceRoot: true },
      self: { kind: 'K', metadata: { name: 'x' } },
    });
    assert.ok(!compileCel("self.metadata.name == 'x'", { schema }).ok);
  });
  it('end when their steps are spent', () => {
    assert.ok(DEFAULT_BUDGET >= 100_000);
    const compiled = compileCel('[1, 2, 3].all(x, x > 0)', { schema });
    assert.ok(compiled.ok);
    const result = compiled.program.evaluate({ self: {} }, 2);
    assert.ok(!result.ok && result.exhausted && /more than 2 steps/.test(result.message));
    assert.ok(compiled.program.evaluate({ self: {} }).ok);
  });
  it('are not led astray by names of JavaScript', () => {
    const open = {
      schema: { type: 'object', properties: { m: { type: 'object', additionalProperties: { type: 'string' } } } },
    };
    const self = JSON.parse('{"m": {"__proto__": "x"}}');
    holds(["self.m['__proto__'] == 'x' && !('constructor' in self.m) && !has(self.m.toString)"], {
      options: open,
      self,
    });
  });
});
