// Real pushes into a bare repository whose pre-receive hook is the compiled binary.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CONFIGURATION, RULES } from '../builders/history.ts';
import { type Repository, type RepositoryOptions, withRepository } from '../builders/repository.ts';

const map = (level: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {level: ${level}}\n`;

/** A client and a server with the rules pushed and the hook installed. */
async function withServer(use: (client: Repository, server: Repository) => void, options: RepositoryOptions = {}) {
  await withRepository(
    (server) =>
      withRepository((client) => {
        client.git('remote', 'add', 'origin', server.path);
        client.write({ 'sallyport.yaml': CONFIGURATION, 'rules/rules.yaml': RULES });
        client.commit('rules');
        const installed = server.sallyport(['hook', 'install']);
        assert.match(installed.stdout, /installed the pre-receive hook/, installed.stderr);
        const pushed = client.tryGit(['push', 'origin', 'main']);
        assert.equal(pushed.code, 0, pushed.stderr);
        use(client, server);
      }, options),
    { ...options, bare: true },
  );
}

describe('sallyport receive', () => {
  for (const objectFormat of ['sha1', 'sha256'] as const) {
    it(`refuses a push, tells the pusher why, and keeps nothing of it; lets a good one in (${objectFormat})`, async () => {
      await withServer(
        (client, server) => {
          client.write({ 'apps/a.yaml': map('loud') });
          const bad = client.commit('loud');
          const refused = client.tryGit(['push', 'origin', 'main']);
          assert.equal(refused.code, 1);
          assert.match(refused.stderr, /remote: apps\/a\.yaml:4:8 {2}deny {2}level is loud/);
          assert.match(refused.stderr, /remote: sallyport: `refs\/heads\/main` is refused/);
          assert.match(refused.stderr, /pre-receive hook declined/);
          assert.notEqual(server.tryGit(['cat-file', '-e', bad]).code, 0, 'the quarantine was dropped');
          client.write({ 'apps/a.yaml': map('low') });
          client.commit('low');
          const accepted = client.tryGit(['push', 'origin', 'main']);
          assert.equal(accepted.code, 0, accepted.stderr);
          assert.equal(server.git('rev-parse', 'main'), client.git('rev-parse', 'main'));
        },
        { objectFormat },
      );
    });
  }

  it('judges new branches, force pushes and several refs at once; lets deletions and tags through with a note', async () => {
    await withServer((client, server) => {
      client.git('checkout', '-q', '-b', 'side');
      client.write({ 'apps/a.yaml': map('loud') });
      client.commit('loud');
      assert.match(client.tryGit(['push', 'origin', 'side']).stderr, /refs\/heads\/side` is refused/);
      client.git('checkout', '-q', 'main');
      client.git('branch', 'good');
      const mixed = client.tryGit(['push', 'origin', 'good', 'side']);
      assert.equal(mixed.code, 1);
      assert.equal(server.tryGit(['rev-parse', '--verify', '-q', 'good']).code, 1, 'a push is refused as a whole');
      assert.equal(client.tryGit(['push', 'origin', 'good', 'main:refs/heads/--odd']).code, 0);
      client.git('tag', 'v1');
      assert.match(client.tryGit(['push', 'origin', 'v1']).stderr, /remote: sallyport: `refs\/tags\/v1` is not judged/);
      assert.equal(client.tryGit(['push', 'origin', ':good']).code, 0);
      client.write({ 'apps/b.yaml': map('low') });
      client.commit('one');
      assert.equal(client.tryGit(['push', 'origin', 'main']).code, 0);
      client.git('reset', '-q', '--hard', 'HEAD~1');
      const forced = client.tryGit(['push', '--force', 'origin', 'main']);
      assert.match(forced.stderr, /remote: apps\/b\.yaml:1:1 {2}deny {2}the map is deleted/);
    });
  });

  it('has nothing to say on its own about input that is none', async () => {
    await withRepository(
      ({ sallyport }) => {
        const ran = sallyport(['receive'], { input: 'hello\n' });
        assert.equal(ran.code, 3);
        assert.match(ran.stderr, /standard input must hold `old new ref` lines/);
      },
      { bare: true },
    );
  });
});
