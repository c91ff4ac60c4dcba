import assert from 'node:assert/strict';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { hookScript, installHook, isBare, uninstallHook } from '../../src/git/hook.ts';
import { withFolder, withRepository } from '../builders/repository.ts';

const program = { node: '/nowhere/node', main: '/nowhere/main.js' };

describe('hook', () => {
  it('installHook() writes an executable script, renews it, and uninstallHook() removes it', async () => {
    await withRepository(async ({ path, env }) => {
      const place = { cwd: path, env };
      const file = join(path, '.git', 'hooks', 'pre-commit');
      assert.deepEqual(await installHook(place, 'pre-commit', program, { force: false }), {
        done: 'installed',
        path: file,
      });
      assert.equal(statSync(file).mode & 0o777, 0o755);
      assert.deepEqual(await installHook(place, 'pre-commit', program, { force: false }), {
        done: 'renewed',
        path: file,
      });
      assert.deepEqual(await uninstallHook(place, 'pre-commit'), { done: 'removed', path: file });
      assert.deepEqual(await uninstallHook(place, 'pre-commit'), { done: 'absent', path: file });
      assert.equal(await isBare(place), false);
    });
  });

  it('leaves the hook of somebody else alone unless forced, and then keeps it', async () => {
    await withRepository(async ({ path, env }) => {
      const place = { cwd: path, env };
      const file = join(path, '.git', 'hooks', 'pre-commit');
      writeFileSync(file, '#!/bin/sh\necho theirs\n');
      assert.equal((await installHook(place, 'pre-commit', program, { force: false })).done, 'foreign');
      assert.equal((await uninstallHook(place, 'pre-commit')).done, 'foreign');
      assert.match(readFileSync(file, 'utf8'), /theirs/);
      assert.equal((await installHook(place, 'pre-commit', program, { force: true })).done, 'replaced');
      writeFileSync(file, '#!/bin/sh\necho theirs again\n');
      assert.equal((await installHook(place, 'pre-commit', program, { force: true })).done, 'kept-exists');
      writeFileSync(file, hookScript('pre-commit', program, []));
      assert.equal((await uninstallHook(place, 'pre-commit')).done, 'restored');
      assert.match(readFileSync(file, 'utf8'), /theirs/);
    });
  });

  it('heeds core.hooksPath and linked work trees, and does not write into a folder for all repositories', async () => {
    await withFolder((linked) =>
      withRepository(async ({ path, env, git, commit }) => {
        commit('one');
        git('worktree', 'add', '-q', '-b', 'linked', linked);
        const shared = await installHook({ cwd: linked, env }, 'pre-commit', program, { force: false });
        assert.equal(shared.path, join(path, '.git', 'hooks', 'pre-commit'));
        git('config', 'core.hooksPath', 'our-hooks');
        assert.equal(
          (await installHook({ cwd: path, env }, 'pre-commit', program, { force: false })).path,
          join(path, 'our-hooks', 'pre-commit'),
        );
        git('config', '--unset', 'core.hooksPath');
        const config = join(path, '.git', 'global');
        writeFileSync(config, `[core]\n\thooksPath = ${join(path, 'everywhere')}\n`);
        const everywhere = await installHook(
          { cwd: path, env: { ...env, GIT_CONFIG_GLOBAL: config } },
          'pre-commit',
          program,
          { force: false },
        );
        assert.equal(everywhere.done, 'shared');
        assert.equal(existsSync(join(path, 'everywhere')), false);
      }),
    );
  });

  it('hookScript() quotes what the shell would read, and refuses when it finds no program', async () => {
    await withRepository(({ path, write, tryGit, git, env }) => {
      const script = hookScript('pre-commit', { node: "/o'dd $HOME/node", main: '`x`' }, ['--policies', 'my $rules']);
      assert.match(script, /node='\/o'\\''dd \$HOME\/node'/);
      assert.match(script, /main='`x`'/);
      assert.match(script, /exec "\$node" "\$main" check --staged '--policies' 'my \$rules'/);
      write({ 'a.yaml': 'x' });
      git('add', '-A');
      writeFileSync(join(path, '.git', 'hooks', 'pre-commit'), script, { mode: 0o755 });
      const refused = tryGit(['commit', '-m', 'x'], { env: { ...env, PATH: '/usr/bin:/bin' } });
      assert.equal(refused.code, 1);
      assert.match(refused.stderr, /sallyport: cannot be found, so nothing was judged/);
    });
  });

  it('isBare() tells a server repository', async () => {
    await withRepository(async ({ path, env }) => assert.equal(await isBare({ cwd: path, env }), true), { bare: true });
  });
});
