import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { diffIndex, diffTrees, listState, parseRaw } from '../../src/git/diff.ts';
import { emptyTree } from '../../src/git/refs.ts';
import { withRepository } from '../builders/repository.ts';

const outline = (records: Awaited<ReturnType<typeof diffTrees>>) =>
  records
    .map((one) => `${one.path}: ${one.old?.kind ?? '-'} -> ${one.unmerged ? 'unmerged' : (one.new?.kind ?? '-')}`)
    .sort();

for (const objectFormat of ['sha1', 'sha256'] as const) {
  describe(`diff with ${objectFormat}`, () => {
    it('diffIndex() reads the index, not the work tree, against a first commit or HEAD', async () => {
      await withRepository(
        async ({ path, env, write, git, commit }) => {
          const place = { cwd: path, env };
          write({ 'a.yaml': 'a', '-rf.yaml': 'x' });
          git('add', '-A');
          write({ 'a.yaml': 'changed later', 'untracked.yaml': 'u' });
          const first = await diffIndex(place, await emptyTree(place));
          assert.deepEqual(outline(first), ['-rf.yaml: - -> file', 'a.yaml: - -> file']);
          assert.equal(first[0]?.new?.id.length, objectFormat === 'sha1' ? 40 : 64);
          commit('all');
          git('rm', '-q', 'untracked.yaml');
          write({ 'new.yaml': 'not added with content' });
          git('add', '-N', 'new.yaml');
          assert.deepEqual(outline(await diffIndex(place, 'HEAD')), ['untracked.yaml: file -> -']);
        },
        { objectFormat },
      );
    });

    it('diffTrees() gives names with spaces, newlines, dashes, other bytes; links and submodules by their kind', async () => {
      await withRepository(
        async ({ path, env, write, git, commit, tryGit }) => {
          const before = commit('empty');
          write({
            'a b.yaml': '1',
            'new\nline.yaml': '2',
            '--all.yaml': '3',
            'ü.yaml': '4',
            'l.yaml': { link: '/etc/hosts' },
          });
          git('add', '-A');
          git('update-index', '--add', '--cacheinfo', `160000,${before},sub.yaml`);
          const blob = git('rev-parse', ':ü.yaml');
          tryGit(['update-index', '--add', '-z', '--index-info'], { input: '' });
          git('commit', '-q', '-m', 'names');
          const after = git('rev-parse', 'HEAD');
          const records = await diffTrees({ cwd: path, env }, before, after);
          assert.deepEqual(outline(records), [
            '--all.yaml: - -> file',
            'a b.yaml: - -> file',
            'l.yaml: - -> symlink',
            'new\nline.yaml: - -> file',
            'sub.yaml: - -> submodule',
            'ü.yaml: - -> file',
          ]);
          assert.equal(records.find((one) => one.path === 'ü.yaml')?.new?.id, blob);
          const listed = await listState({ cwd: path, env }, { tree: after });
          assert.deepEqual(listed.map((one) => one.path).sort(), records.map((one) => one.path).sort());
          assert.deepEqual(await listState({ cwd: path, env }, 'index'), listed);
        },
        { objectFormat },
      );
    });
  });
}

describe('diff', () => {
  it('shows a rename as removal and addition, and a change of type', async () => {
    await withRepository(async ({ path, env, write, move, commit }) => {
      write({ 'a.yaml': 'same', 't.yaml': 'file' });
      const before = commit('one');
      move('a.yaml', 'b.yaml');
      write({ 't.yaml': { link: 'b.yaml' } });
      const after = commit('two');
      assert.deepEqual(outline(await diffTrees({ cwd: path, env }, before, after)), [
        'a.yaml: file -> -',
        'b.yaml: - -> file',
        't.yaml: file -> symlink',
      ]);
    });
  });

  it('names a path that is in conflict', async () => {
    await withRepository(async ({ path, env, write, git, commit, tryGit }) => {
      write({ 'a.yaml': 'base\n' });
      commit('base');
      git('checkout', '-q', '-b', 'other');
      write({ 'a.yaml': 'other\n' });
      commit('other');
      git('checkout', '-q', 'main');
      write({ 'a.yaml': 'main\n' });
      commit('main');
      assert.equal(tryGit(['merge', '-q', 'other']).code, 1);
      assert.ok((await diffIndex({ cwd: path, env }, 'HEAD')).some((one) => one.path === 'a.yaml' && one.unmerged));
    });
  });

  it('lists the whole index from a folder below', async () => {
    await withRepository(async ({ path, env, write, commit }) => {
      write({ 'top.yaml': '1', 'sub/low.yaml': '2' });
      commit('all');
      const listed = await listState({ cwd: `${path}/sub`, env }, 'index');
      assert.deepEqual(
        listed.map((one) => one.path),
        ['sub/low.yaml', 'top.yaml'],
      );
    });
  });

  it('parseRaw() reads nothing from nothing', () => {
    assert.deepEqual(parseRaw(Buffer.alloc(0)), []);
  });
});
