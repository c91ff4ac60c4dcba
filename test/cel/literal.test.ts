import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { check } from '../../src/cel/check.ts';
import { checkLiterals } from '../../src/cel/literal.ts';
import { Mistake } from '../../src/cel/mistake.ts';
import { parse } from '../../src/cel/parse.ts';

const refused = (text: string): string | undefined => {
  const tree = parse(text);
  try {
    checkLiterals(tree, check(tree, {}));
    return undefined;
  } catch (error) {
    if (error instanceof Mistake) return error.message;
    throw error;
  }
};

describe('constants', () => {
  it('of one list or map have one type', () => {
    for (const text of ["[1, 'a']", '[1, 1.0]', '[1, dyn(1)]', "{'a': 1, 'b': 'x'}", "{'a': 1, 2: 1}"])
      assert.match(refused(text) ?? '', /one type/, text);
    for (const text of ['[1, 2]', '[]', '[[], [1]]', '[optional.none(), optional.of(1)]', "'%s %s'.format([1, 'a'])"])
      assert.equal(refused(text), undefined, text);
  });
  it('of a format fit its clauses', () => {
    for (const text of [
      "'%d'.format(['a'])",
      "'%d'.format([])",
      "'%d'.format([1, 2])",
      "'%z'.format([1])",
      "'%s'.format([optional.of(1)])",
      "'%.x'.format([1])",
      "'%f'.format([1])",
    ])
      assert.ok(refused(text), text);
    for (const text of [
      "'%d%%'.format([1])",
      "'%s'.format([[1, 2]])",
      "'%.2f'.format([1.5])",
      "'%d'.format([dyn('a')])",
    ])
      assert.equal(refused(text), undefined, text);
  });
  it('that are patterns are valid', () => {
    assert.match(refused("'a'.matches('[')") ?? '', /pattern/);
    assert.match(refused("matches('[', 'a')") ?? '', /pattern/);
  });
});
