import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { listState } from '../../src/git/diff.ts';
import { readFiles } from '../../src/git/files.ts';
import { withRepository } from '../builders/repository.ts';

describe('readFiles()', () => {
  it('reads content, and names links, submodules and what is too large as problems', async () => {
    await withRepository(async ({ path, env, write, commit, git }) => {
      const first = commit('empty');
      write({ 'a.yaml': 'abc', 'big.yaml': 'abcdef', 'link.yaml': { link: 'a.yaml' } });
      git('add', '-A');
      git('update-index', '--add', '--cacheinfo', `160000,${first},module.yaml`);
      const place = { cwd: path, env };
      const { files, problems } = await readFiles(place, await listState(place, 'index'), { each: 5, total: 9 });
      assert.deepEqual(
        files.map(({ path: name, bytes }) => [name, bytes.toString()]),
        [['a.yaml', 'abc']],
      );
      assert.deepEqual(
        problems.map(({ file, code }) => [file, code]),
        [
          ['big.yaml', 'size-limit'],
          ['link.yaml', 'symlink'],
          ['module.yaml', 'submodule'],
        ],
      );
    });
  });
});
