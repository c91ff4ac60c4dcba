import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { commitsOf } from '../../src/git/history.ts';
import { withRepository } from '../builders/repository.ts';

describe('commitsOf()', () => {
  it('names the commits that changed a path, the latest first', async () => {
    await withRepository(async ({ path, env, write, commit }) => {
      assert.deepEqual(await commitsOf({ cwd: path, env }, 'a', 10), []);
      write({ a: '1' });
      const first = commit('one');
      write({ b: '1' });
      commit('two');
      write({ a: '2' });
      const third = commit('three');
      assert.deepEqual(await commitsOf({ cwd: path, env }, 'a', 10), [third, first]);
      assert.deepEqual(await commitsOf({ cwd: path, env }, 'a', 1), [third]);
      assert.deepEqual(await commitsOf({ cwd: path, env }, 'none', 10), []);
    });
  });
});
