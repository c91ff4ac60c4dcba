import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { expressionsWith } from '../../src/bundle/expressions.ts';

describe('expressionsWith()', () => {
  it('compiles with the names of the engine, and puts problems at their pointer', () => {
    const expressions = expressionsWith(() => undefined);
    assert.equal(expressions('$object.a', '/x', false).ok, true);
    const wrong = expressions('$objekt.a', '/x', false);
    assert.deepEqual(wrong.ok ? [] : wrong.problems.map(({ pointer }) => pointer), ['/x']);
  });
});
