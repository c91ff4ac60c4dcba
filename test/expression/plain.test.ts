import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { run } from '../../src/expression/budget.ts';
import { plainOf } from '../../src/expression/plain.ts';
import { sequence } from '../../src/expression/values.ts';
import { codeOf } from './yields.ts';

describe('plainOf()', () => {
  it('takes the marks off lists, at any depth', () => {
    run.steps = 100;
    assert.deepEqual(plainOf(sequence(1, { a: sequence(2) })), [1, { a: [2] }]);
    run.steps = 0;
  });
  it('refuses functions at any depth', () => {
    assert.equal(codeOf('$sum'), 'function-result');
    assert.equal(codeOf("{'f': [$sum]}"), 'function-result');
    assert.equal(codeOf("/a/('a')"), 'function-result');
  });
});
