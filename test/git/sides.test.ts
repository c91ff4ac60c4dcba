import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { diffIndex, diffTrees } from '../../src/git/diff.ts';
import { pathsOf, readSides, readState } from '../../src/git/sides.ts';
import { withRepository } from '../builders/repository.ts';

const names = (files: readonly { readonly path: string; readonly bytes: Buffer }[]) =>
  files.map(({ path, bytes }) => `${path}=${bytes}`);

describe('sides', () => {
  it('readSides() reads what wanted paths were and become; only the new side has problems', async () => {
    await withRepository(async ({ path, env, write, commit }) => {
      write({ 'a.yaml': '1', 'b.yaml': '1', 'link.yaml': { link: 'a.yaml' }, 'c.txt': '1' });
      const before = commit('one');
      write({ 'a.yaml': '2', 'b.yaml': null, 'link.yaml': 'now a file', 'new.yaml': { link: 'a.yaml' }, 'c.txt': '2' });
      const after = commit('two');
      const place = { cwd: path, env };
      const wanted = (one: string) => one.endsWith('.yaml');
      const sides = await readSides(place, await diffTrees(place, before, after), wanted);
      assert.deepEqual(names(sides.old), ['a.yaml=1', 'b.yaml=1']);
      assert.deepEqual(names(sides.new), ['a.yaml=2', 'link.yaml=now a file']);
      assert.deepEqual(
        sides.problems.map(({ file, code }) => [file, code]),
        [['new.yaml', 'symlink']],
      );
      assert.deepEqual(names((await readState(place, { tree: after }, wanted)).files), [
        'a.yaml=2',
        'link.yaml=now a file',
      ]);
      assert.deepEqual(
        [...(await pathsOf(place, { tree: after }, true))],
        ['a.yaml', 'c.txt', 'link.yaml', 'new.yaml'],
      );
      assert.equal((await pathsOf(place, { tree: after }, false)).size, 0);
    });
  });

  it('readSides() refuses a path in conflict', async () => {
    await withRepository(async ({ path, env, write, git, commit, tryGit }) => {
      write({ 'a.yaml': 'base\n' });
      commit('base');
      git('checkout', '-q', '-b', 'other');
      write({ 'a.yaml': 'other\n' });
      commit('other');
      git('checkout', '-q', 'main');
      write({ 'a.yaml': 'main\n' });
      commit('main');
      tryGit(['merge', '-q', 'other']);
      const place = { cwd: path, env };
      const { problems } = await readSides(place, await diffIndex(place, 'HEAD'), () => true);
      assert.deepEqual(
        problems.map(({ file, code }) => [file, code]),
        [['a.yaml', 'conflict']],
      );
    });
  });
});
