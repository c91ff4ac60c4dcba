import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { LIST_FUNCTIONS, sortBy } from '../../src/cel/functions-list.ts';
import { listOf } from '../../src/cel/value.ts';
import { evaluated, fails, holds } from './expressions.ts';

describe('functions on lists', () => {
  it('give what they give on the server', () => {
    assert.ok(LIST_FUNCTIONS.length > 45);
    assert.equal(sortBy(listOf([]), []).items.length, 0);
    holds([
      '[1, 1, 2].isSorted() && ![2, 1].isSorted() && [].isSorted() && [1, 2].sum() == 3 && [1.5, 1.0].sum() == 2.5 && [].sum() == 0',
      "['b', 'a'].max() == 'b' && ['b', 'a'].min() == 'a' && [1, 2, 1].indexOf(1) == 0 && [1, 2, 1].lastIndexOf(1) == 2 && [1].indexOf(3) == -1",
      '[1, 2, 3].slice(1, 2) == [2] && [[1], [2, 3]].flatten() == [1, 2, 3] && [[[1]]].flatten(2) == [dyn(1)]',
      '[3, 1, 2].sort() == [1, 2, 3] && [1, 2].reverse() == [2, 1] && [1, 1].distinct() == [1] && lists.range(2) == [0, 1]',
      '[1, 2].first().value() == 1 && [1, 2].last().value() == 2 && ![].first().hasValue() && [optional.of(1), optional.none()].unwrapOpt() == [1]',
      'sets.contains([1, 2], [2]) && sets.equivalent([1, 2], [2, 1, 1]) && sets.intersects([1], [1, 2]) && !sets.intersects([], [1])',
    ]);
  });
  it('fail where there is nothing to give', () => {
    fails([
      ['[].max() == 1', /not empty/],
      ['[1].slice(0, 2) == []', /outside/],
      ['[1].slice(-1, 0) == []', /outside/],
      ['[[1]].flatten(-1) == []', /negative/],
      ['[dyn([1])].isSorted()', /no overload/],
    ]);
  });
  it('end on large numbers', () => {
    const result = evaluated('lists.range(1000000000).size() > 0');
    assert.ok(!result.ok && result.exhausted);
  });
});
