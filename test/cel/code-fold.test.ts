import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { foldCode } from '../../src/cel/code-fold.ts';
import { evaluated, fails, holds } from './expressions.ts';

describe('macros', () => {
  it('walk over lists and maps', () => {
    assert.equal(typeof foldCode, 'function');
    holds([
      '[1, 2].all(x, x > 0) && [1, 2].exists(x, x > 1) && [1, 2].exists_one(x, x > 1)',
      '[1, 2].map(x, x * 2) == [2, 4] && [1, 2].map(x, x > 1, x) == [2] && [1, 2].filter(x, x > 1) == [2]',
      "{'a': 1}.all(k, v, k == 'a' && v == 1) && ['x'].exists(i, v, i == 0 && v == 'x') && [1].existsOne(i, v, v == 1)",
      "[3, 1].transformList(i, v, v > 1, v + i) == [3] && {'a': 1}.transformMap(k, v, v + 1) == {'a': 2}",
      "['a', 'b'].transformMapEntry(i, v, {v: i}) == {'a': 0, 'b': 1}",
      '[3, 1, 2].sortBy(x, -x) == [3, 2, 1] && [].sortBy(x, x) == []',
      'optional.of(1).optMap(x, x + 1).value() == 2 && !optional.none().optFlatMap(x, optional.of(x)).hasValue()',
    ]);
  });
  it('absorb errors in quantifiers only', () => {
    holds(['[0, 1].exists(x, 1 / x == 1)', '![0, 2].all(x, 4 / x > 2)']);
    fails([
      ['[0, 1].all(x, 1 / x > 0)', /zero/],
      ['[0].map(x, 1 / x) == []', /zero/],
      ['[0].exists_one(x, 1 / x == 1)', /zero/],
      ["['a', 'a'].transformMapEntry(i, v, {v: i}) == {}", /twice/],
      ['[0].sortBy(x, 1 / x) == [] || true', /zero/],
      ['dyn(1).all(x, true)', /list or a map/],
    ]);
  });
  it('do not look at items that nobody reads', () => {
    const options = { schema: { type: 'object', properties: { l: { type: 'array', items: { type: 'string' } } } } };
    holds(['self.l.map(x, 1).size() == 2'], { options, self: { l: ['a', null] } });
    fails([["self.l.all(x, x == 'a')", /null/]], { options, self: { l: ['a', null] } });
  });
  it('run out of steps on hostile values', () => {
    const options = { schema: { type: 'object', properties: { l: { type: 'array', items: { type: 'integer' } } } } };
    const result = evaluated('self.l.all(a, self.l.all(b, self.l.all(c, a + b + c >= 0)))', {
      options,
      self: { l: Array(2_000).fill(0) },
    });
    assert.ok(!result.ok && result.exhausted);
  });
});
