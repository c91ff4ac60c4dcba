import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { GitError } from '../../src/git/exec.ts';
import {
  emptyTree,
  headCommit,
  isShallow,
  isZeroId,
  kindOf,
  mergeBase,
  parseUpdates,
  resolveCommit,
  workTreeRoot,
} from '../../src/git/refs.ts';
import { withRepository } from '../builders/repository.ts';

const id = (digit: string, length = 40) => digit.repeat(length);

describe('refs', () => {
  it('isZeroId() and kindOf() tell what a push does', () => {
    assert.deepEqual([id('0'), id('0', 64), id('0', 41), id('1'), ''].map(isZeroId), [true, true, false, false, false]);
    assert.equal(kindOf({ oldId: id('0'), newId: id('1'), ref: 'r' }), 'create');
    assert.equal(kindOf({ oldId: id('1'), newId: id('0'), ref: 'r' }), 'delete');
    assert.equal(kindOf({ oldId: id('1'), newId: id('2'), ref: 'r' }), 'update');
  });

  it('parseUpdates() reads lines and refuses anything else', () => {
    const line = `${id('a')} ${id('b')} refs/heads/ü`;
    assert.deepEqual(parseUpdates(Buffer.from(`${line}\n`)), [{ oldId: id('a'), newId: id('b'), ref: 'refs/heads/ü' }]);
    assert.equal(parseUpdates(Buffer.from(`${line}\n${line}`))?.length, 2);
    assert.deepEqual(parseUpdates(Buffer.alloc(0)), []);
    for (const bad of [
      'x',
      `${id('a')} ${id('b')}`,
      `${id('a')} --help refs/heads/x`,
      `${line} more`,
      `${id('a')} ${id('b')} HEAD`,
    ])
      assert.equal(parseUpdates(Buffer.from(`${bad}\n`)), undefined, bad);
  });

  it('resolveCommit() names a commit and never takes a revision for an option', async () => {
    await withRepository(async ({ path, env, commit, git }) => {
      const place = { cwd: path, env };
      assert.equal(await headCommit(place), undefined);
      const first = commit('one');
      git('tag', '-a', '-m', 'release', 'v1');
      git('update-ref', 'refs/heads/--all', first);
      assert.equal(await headCommit(place), first);
      assert.equal(await resolveCommit(place, 'v1'), first);
      assert.equal(await resolveCommit(place, 'refs/heads/--all'), first);
      for (const bad of ['', 'nothing', '--all', '--output=pwned', '-h', 'main\n', 'a\0b', 'HEAD~5', 'HEAD:a.yaml'])
        assert.equal(await resolveCommit(place, bad), undefined, bad);
      await assert.rejects(
        resolveCommit({ cwd: '/', env: { ...env, GIT_CEILING_DIRECTORIES: '/' } }, 'HEAD'),
        GitError,
      );
    });
  });

  it('mergeBase() finds the common ancestor, or that there is none', async () => {
    await withRepository(async ({ path, env, commit, git }) => {
      const place = { cwd: path, env };
      const base = commit('base');
      git('checkout', '-q', '-b', 'side');
      const side = commit('side');
      git('checkout', '-q', 'main');
      const main = commit('main');
      git('checkout', '-q', '--orphan', 'alone');
      const alone = commit('alone');
      assert.equal(await mergeBase(place, side, main), base);
      assert.equal(await mergeBase(place, side, alone), undefined);
      await assert.rejects(mergeBase(place, side, id('a')), GitError);
      assert.equal(await isShallow(place), false);
    });
  });

  it('emptyTree() is known in both hashes', async () => {
    for (const [objectFormat, start] of [
      ['sha1', '4b825dc6'],
      ['sha256', '6ef19b41'],
    ] as const) {
      await withRepository(
        async ({ path, env }) => {
          assert.ok((await emptyTree({ cwd: path, env })).startsWith(start));
        },
        { objectFormat },
      );
    }
  });

  it('workTreeRoot() is the top folder, and nothing outside of a repository', async () => {
    await withRepository(async ({ path, env, write }) => {
      write({ 'sub/a.yaml': '' });
      assert.equal(await workTreeRoot({ cwd: `${path}/sub`, env }), path);
    });
    await withRepository(async ({ path, env }) => assert.equal(await workTreeRoot({ cwd: path, env }), undefined), {
      bare: true,
    });
    assert.equal(await workTreeRoot({ cwd: '/', env: { PATH: process.env['PATH'] } }), undefined);
  });
});
