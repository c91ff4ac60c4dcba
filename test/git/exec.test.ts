import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { GitError, git, gitEnvironment, runGit } from '../../src/git/exec.ts';
import { withRepository } from '../builders/repository.ts';

describe('exec', () => {
  it('gitEnvironment() keeps what hooks and a quarantine set, and drops what changes the answer', () => {
    const env = gitEnvironment({
      PATH: '/bin',
      GIT_DIR: '.git',
      GIT_INDEX_FILE: 'index.lock',
      GIT_QUARANTINE_PATH: 'q',
      GIT_OBJECT_DIRECTORY: 'o',
      GIT_ALTERNATE_OBJECT_DIRECTORIES: 'a',
      GIT_CONFIG_KEY_0: 'safe.directory',
      GIT_EXTERNAL_DIFF: 'evil',
      GIT_GRAFT_FILE: 'grafts',
      GIT_NAMESPACE: 'other',
      GIT_TRACE: '2',
      UNSET: undefined,
    });
    for (const kept of [
      'PATH',
      'GIT_DIR',
      'GIT_INDEX_FILE',
      'GIT_QUARANTINE_PATH',
      'GIT_OBJECT_DIRECTORY',
      'GIT_CONFIG_KEY_0',
    ])
      assert.ok(env[kept], kept);
    for (const dropped of ['GIT_EXTERNAL_DIFF', 'GIT_GRAFT_FILE', 'GIT_NAMESPACE', 'GIT_TRACE', 'UNSET'])
      assert.equal(env[dropped], undefined, dropped);
    assert.equal(env['GIT_NO_REPLACE_OBJECTS'], '1');
  });

  it('runGit() gives bytes in and takes bytes out', async () => {
    await withRepository(async ({ path, env }) => {
      const bytes = Buffer.from([0, 255, 10, 0]);
      const id = (await git({ cwd: path, env }, ['hash-object', '-w', '--stdin'], bytes)).toString('latin1').trim();
      assert.deepEqual(await git({ cwd: path, env }, ['cat-file', 'blob', id]), bytes);
    });
  });

  it('runs no shell: an argument is an argument', async () => {
    await withRepository(async ({ path, env }) => {
      const output = await runGit({ cwd: path, env }, [
        'rev-parse',
        '--verify',
        '--quiet',
        '--end-of-options',
        '$(touch pwned)',
      ]);
      assert.equal(output.ok, false);
      assert.equal((await git({ cwd: path, env }, ['status', '--porcelain'])).length, 0);
    });
  });

  it('says in one line why git failed, and when it cannot be started', async () => {
    await withRepository(async ({ path, env }) => {
      await assert.rejects(git({ cwd: path, env }, ['cat-file', 'blob', 'nothing']), (error: unknown) => {
        assert.ok(error instanceof GitError);
        assert.match(error.message, /^Not a valid object name nothing$/);
        return true;
      });
      const output = await runGit({ cwd: path, env: { PATH: '/nowhere' } }, ['version']);
      assert.ok(!output.ok && /install git/.test(output.message), JSON.stringify(output));
    });
  });
});
