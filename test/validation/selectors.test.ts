import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  isEmptySelector,
  labelsMatch,
  selectorMatches,
  validateLabelSelector,
  validateLabels,
} from '../../src/validation/selectors.ts';
import type { FieldErrors } from '../../src/validation/subject.ts';
import { named } from '../builders/pod-cases.ts';

describe('selectors', () => {
  const requirement = (operator: string, ...values: readonly string[]) => ({
    matchExpressions: [{ key: 'a', operator, values }],
  });
  const cases = [
    [{}, {}, true, []],
    [{ matchLabels: { a: 'b' } }, { a: 'b' }, true, []],
    [{ matchLabels: { a: 'b' } }, { a: 'c' }, false, []],
    [requirement('In', 'b', 'c'), { a: 'c' }, true, []],
    [requirement('NotIn', 'b'), {}, true, []],
    [requirement('NotIn', 'b'), { a: 'b' }, false, []],
    [requirement('Exists'), { a: '' }, true, []],
    [requirement('DoesNotExist'), { a: 'b' }, false, []],
    [requirement('In'), {}, undefined, ['required /s/matchExpressions/0/values']],
    [requirement('Exists', 'b'), {}, undefined, ['forbidden /s/matchExpressions/0/values']],
    [requirement('Like', 'b'), {}, undefined, ['invalid /s/matchExpressions/0/operator']],
    [requirement('In', '-'), {}, undefined, ['invalid /s/matchExpressions/0/values/0']],
    [{ matchLabels: { '-': '-' } }, {}, undefined, ['invalid /s/matchLabels/-', 'invalid /s/matchLabels/-']],
  ] as const;
  for (const [selector, labels, selects, errors] of cases) {
    it(`judges ${JSON.stringify(selector)} of ${JSON.stringify(labels)}`, () => {
      const out: FieldErrors = [];
      validateLabelSelector(out, selector, '/s');
      assert.deepEqual(named(out), errors);
      assert.equal(selectorMatches(selector, labels), selects);
    });
  }

  it('take any value where an object has one already', () => {
    const out: FieldErrors = [];
    validateLabelSelector(out, requirement('In', '-'), '', { anyValue: true });
    assert.deepEqual(out, []);
  });

  it('that are not there select nothing, and have no errors', () => {
    const out: FieldErrors = [];
    validateLabelSelector(out, undefined, '');
    assert.deepEqual([out, selectorMatches(undefined, {}), isEmptySelector({})], [[], false, true]);
  });

  it('of older kinds are labels, of which there must be one', () => {
    assert.deepEqual(
      [labelsMatch({}, {}), labelsMatch(undefined, {}), labelsMatch({ a: 'b' }, { a: 'b', c: 'd' })],
      [false, false, true],
    );
    assert.equal(labelsMatch({ a: 'b' }, { a: 'c' }), false);
  });

  it('point into keys with slashes', () => {
    const out: FieldErrors = [];
    validateLabels(out, { labels: { 'a/b/c': '' } }, 'labels', '/metadata');
    assert.deepEqual(named(out), ['invalid /metadata/labels/a~1b~1c']);
  });
});
