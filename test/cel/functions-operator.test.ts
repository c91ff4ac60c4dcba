import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { OPERATORS } from '../../src/cel/functions-operator.ts';
import { holds } from './expressions.ts';

describe('operators', () => {
  it('have an overload for each pair of types', () => {
    assert.equal(OPERATORS.filter(([signature]) => signature.startsWith('<(')).length, 14);
    holds([
      "1 + 1 == 2 && 'a' in ['a'] && 'k' in {'k': 1} && [1, 2][1] == 2 && size('é') == 1",
      "type(1) == int && type(type(1)) == type && dyn('a') == 'a' && [1].size() == 1",
    ]);
  });
});
