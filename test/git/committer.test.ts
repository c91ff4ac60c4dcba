import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { committerOf, PUSHER_VARIABLES, pendingCommitter, pusherOf } from '../../src/git/committer.ts';
import { withRepository } from '../builders/repository.ts';

const claimed = { name: 'ada@example.com', groups: [], proof: 'claimed' };

describe('committer', () => {
  it('pendingCommitter() is what the configuration claims', async () => {
    await withRepository(async ({ path, env }) =>
      assert.deepEqual(await pendingCommitter({ cwd: path, env }), claimed),
    );
  });

  it('committerOf() is a claim unless every commit is signed by one trusted key', async () => {
    await withRepository(async ({ path, env, git, commit }) => {
      const place = { cwd: path, env };
      const base = commit('base');
      const key = join(path, '.git', 'key');
      execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', key]);
      git('config', 'gpg.format', 'ssh');
      git('config', 'user.signingKey', key);
      git('commit', '-q', '--allow-empty', '-S', '-m', 'signed');
      const signed = git('rev-parse', 'HEAD');
      assert.deepEqual(await committerOf(place, base, undefined), claimed);
      assert.deepEqual(await committerOf(place, signed, base), claimed, 'nobody trusts the key yet');
      const trusted = join(path, '.git', 'allowed');
      writeFileSync(trusted, `release@example.com ${readFileSync(`${key}.pub`, 'utf8')}`);
      git('config', 'gpg.ssh.allowedSignersFile', trusted);
      assert.deepEqual(await committerOf(place, signed, base), {
        name: 'release@example.com',
        groups: [],
        proof: 'signature',
      });
      assert.deepEqual(await committerOf(place, signed, undefined), claimed, 'the first commit is not signed');
      git('commit', '-q', '--allow-empty', '-m', 'unsigned');
      assert.deepEqual(await committerOf(place, git('rev-parse', 'HEAD'), base), claimed);
    });
  });

  it('pusherOf() asks the variables in order', () => {
    assert.deepEqual(pusherOf({ REMOTE_USER: 'web', GL_USERNAME: 'ada' }, PUSHER_VARIABLES), {
      name: 'ada',
      groups: [],
      proof: 'push',
    });
    assert.equal(pusherOf({ GL_USERNAME: '' }, PUSHER_VARIABLES), undefined);
    assert.equal(pusherOf({ MINE: 'ada' }, ['MINE'])?.name, 'ada');
  });
});
