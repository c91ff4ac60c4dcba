import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { run } from '../../src/expression/budget.ts';
import {
  carryPattern,
  find,
  findNext,
  found,
  matcherOf,
  patternBehind,
  patternOf,
} from '../../src/expression/regex.ts';
import { callable } from '../../src/expression/values.ts';

describe('regular expressions', () => {
  it('search in UTF-16 units, with groups', () => {
    run.steps = 10_000;
    const pattern = patternOf(/(b)(c)?/g, 0);
    assert.ok(found(pattern, 'abc'));
    assert.deepEqual(find(pattern, 'abab', 0), { match: 'b', start: 1, end: 2, groups: ['b', undefined] });
    assert.deepEqual(findNext(pattern, 'abab', 2)?.start, 3);
    assert.equal(findNext(pattern, 'abab', 4), undefined);
    assert.equal(find(pattern, 'ab', 5), undefined);
    assert.equal(find(patternOf(/x/g, 0), '😀x', 0)?.start, 2);
    run.steps = 0;
  });
  it('know the flags i and m and unicode escapes', () => {
    run.steps = 10_000;
    assert.ok(found(patternOf(/^B$/gim, 0), 'a\nb'));
    assert.ok(found(patternOf(/\u0041\//g, 0), 'A/'));
    run.steps = 0;
  });
  it('are refused where RE2 lacks them, with the position', () => {
    for (const source of ['(?=a)', '(?!a)', '(?<=a)b', '(a)\\1'])
      assert.throws(
        () => patternOf(new RegExp(source, 'g'), 7),
        (error: { code: string; position: number }) => error.code === 'regex-unsupported' && error.position === 7,
      );
  });
  it('are recognised behind a function value', () => {
    const matcher = matcherOf(patternOf(/a/g, 0));
    const other = callable(1, () => 1);
    assert.ok(patternBehind(matcher));
    assert.equal(patternBehind(other), undefined);
    carryPattern(matcher, other);
    assert.ok(patternBehind(other));
  });
});
