import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { solve } from '../../src/template/solve.ts';
import { casesOf, type Parts, resourceOf, templateOf, testSolving } from '../builders/template.ts';

const [TWICE] = casesOf<Parts>('twice');

describe('the end of a walk', () => {
  testSolving('finish');

  it('lists in two places are the same items, in the order that counts', () => {
    const told = (env: readonly string[], list: readonly string[]) => {
      const object = resourceOf({ spec: { env: env.map((name) => ({ name })), list: list.map((name) => ({ name })) } });
      const found = solve(templateOf(TWICE ?? {}), [{ object }]);
      return [found.drifts.map(({ type }) => type), found.params['vars']];
    };
    assert.deepEqual(told(['a', 'b'], ['b', 'a']), [[], [{ name: 'b' }, { name: 'a' }]]);
    assert.deepEqual(told(['a', 'b'], ['b', 'c'])[0], ['conflict']);
  });
});
