import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { EXPRESSION_NAMES } from '../../src/engine/facts.ts';
import { BUILTINS, compileExpression } from '../../src/expression/compile.ts';
import { JSONATA_FUNCTIONS, NAMES, OWN_FUNCTIONS, REFUSED_FUNCTIONS } from '../../src/expression/reference.ts';

const all = [...OWN_FUNCTIONS, ...JSONATA_FUNCTIONS.flatMap(({ functions }) => functions)];

describe('reference', () => {
  it('documents every function, each once', () => {
    assert.deepEqual(all.map(({ name }) => name).sort(), [...BUILTINS.keys()].sort());
  });

  for (const { name, example } of all) {
    it(`holds for the example of $${name}`, () => {
      assert.ok(example.expression.includes(`$${name}`));
      const compiled = compileExpression(example.expression);
      assert.ok(compiled.ok, example.expression);
      const { input } = example;
      // Objects of the evaluator have no prototype: compared as JSON.
      const evaluated = JSON.parse(JSON.stringify(compiled.expression.evaluate(input)));
      assert.deepEqual(evaluated, JSON.parse(JSON.stringify({ ok: true, value: example.result })));
    });
  }

  it('documents every name that the engine binds', () => {
    assert.deepEqual(NAMES.map(({ name }) => name).sort(), ['', ...EXPRESSION_NAMES].sort());
  });

  it('lists as refused what is refused', () => {
    for (const { call } of REFUSED_FUNCTIONS) {
      const compiled = compileExpression(call.replace('list', '[1]').replace('text', "'1'"));
      assert.ok(!compiled.ok && compiled.problems.some(({ code }) => code === 'function-refused'), call);
    }
  });
});
