import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { load } from 'js-yaml';
import { parseFlags } from '../../src/commands/flags.ts';
import { tellOutcome } from '../../src/commands/hook.ts';
import { commandNamed } from '../builders/command.ts';
import { CONFIGURATION, RULES } from '../builders/history.ts';
import { withFolder, withRepository } from '../builders/repository.ts';

const map = (level: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {level: ${level}}\n`;

describe('sallyport hook', () => {
  it('refuses a commit in a scratch repository, from below its root too, and lets a good one in', async () => {
    await withRepository(({ path, write, commit, git, sallyport, tryGit }) => {
      write({ 'sallyport.yaml': CONFIGURATION, 'rules/rules.yaml': RULES });
      commit('rules');
      const installed = sallyport(['hook', 'install']);
      assert.equal(installed.code, 0, installed.stderr);
      assert.match(installed.stdout, /installed the pre-commit hook .*\.git\/hooks\/pre-commit/);
      write({ 'apps/a.yaml': map('loud') });
      git('add', '-A');
      const refused = tryGit(['-C', 'apps', 'commit', '-m', 'loud']);
      assert.equal(refused.code, 1);
      assert.match(refused.stderr, /apps\/a\.yaml:4:8 {2}deny {2}level is loud/);
      assert.equal(git('log', '--format=%s'), 'rules');
      write({ 'apps/a.yaml': map('low') });
      // With -a git gives the hook an index of its own.
      const accepted = tryGit(['commit', '-q', '-a', '-m', 'low']);
      assert.equal(accepted.code, 0, accepted.stderr);
      assert.equal(git('log', '-1', '--format=%s'), 'low');
      assert.equal(sallyport(['hook', 'install', '--uninstall']).code, 0);
      write({ 'apps/a.yaml': map('loud') });
      assert.equal(tryGit(['commit', '-q', '-a', '-m', 'ungated']).code, 0);
      assert.ok(path);
    });
  });

  it('guards linked work trees too, in folders with spaces and quotes', async () => {
    await withFolder((folder) =>
      withRepository(({ write, commit, git, sallyport, tryGit }) => {
        write({ 'sallyport.yaml': CONFIGURATION, 'rules/rules.yaml': RULES });
        commit('rules');
        const linked = join(folder, "it's linked");
        git('worktree', 'add', '-q', '-b', 'linked', linked);
        assert.equal(sallyport(['hook', 'install'], { cwd: linked }).code, 0);
        mkdirSync(join(linked, 'apps'));
        writeFileSync(join(linked, 'apps', 'a.yaml'), map('loud'));
        assert.equal(tryGit(['-C', linked, 'add', '-A']).code, 0);
        const refused = tryGit(['-C', linked, 'commit', '-m', 'loud']);
        assert.equal(refused.code, 1);
        assert.match(refused.stderr, /apps\/a\.yaml:4:8 {2}deny/);
      }),
    );
  });

  it('is what the pre-commit framework is told to run', () => {
    const [entry] = load(readFileSync('.pre-commit-hooks.yaml', 'utf8')) as readonly Record<string, unknown>[];
    const words = String(entry?.['entry']).split(' ');
    const command = commandNamed(words[1] ?? '');
    assert.equal(words[0], 'sallyport');
    assert.ok(parseFlags(command, words.slice(2)));
    assert.equal(entry?.['pass_filenames'], false, 'the index is judged, not the files that are named');
    assert.equal(entry?.['always_run'], true, 'a commit that only removes manifests is judged, too');
  });

  it('gives flags after -- to the command of the hook', async () => {
    await withRepository(({ write, git, sallyport, tryGit }) => {
      const binding = RULES.replaceAll('enforcement: deny', 'enforcement: warn');
      write({ 'our rules/rules.yaml': binding, 'apps/a.yaml': map('loud') });
      assert.equal(sallyport(['hook', 'install', '--', '--policies', 'our rules', '-n', 'shop']).code, 0);
      git('add', 'apps');
      assert.match(tryGit(['commit', '-m', 'warned']).stderr, /apps\/a\.yaml:4:8 {2}warn {2}level is loud/);
      assert.equal(git('log', '--format=%s'), 'warned');
      assert.equal(sallyport(['hook', 'install', '--', '--policies', 'our rules', '--fail-on', 'warn']).code, 0);
      write({ 'apps/b.yaml': map('loud') });
      git('add', 'apps');
      assert.equal(tryGit(['commit', '-m', 'refused']).code, 1);
    });
  });

  it('says how to go on when a hook of somebody else is there', async () => {
    await withRepository(({ path, sallyport }) => {
      writeFileSync(join(path, '.git', 'hooks', 'pre-commit'), '#!/bin/sh\n');
      const refused = sallyport(['hook', 'install']);
      assert.equal(refused.code, 3);
      assert.match(
        refused.stderr,
        /add the line `sallyport check --staged \|\| exit` to it, or replace it with --force/,
      );
      assert.equal(sallyport(['hook', 'install', '--force']).code, 0);
    });
  });

  it('refuses wrong use in one line', async () => {
    await withRepository(
      ({ sallyport }) => {
        for (const args of [
          [],
          ['remove'],
          ['install', 'x'],
          ['install', '--pre-commit', '--pre-receive'],
          ['install', '--pre-commit'],
        ]) {
          const ran = sallyport(['hook', ...args]);
          assert.equal(ran.code, 3, args.join(' '));
          assert.match(ran.stderr, /^sallyport: .*\nsee: sallyport help hook\n$/);
        }
        assert.equal(sallyport(['hook', 'install'], { cwd: '/', env: { GIT_CEILING_DIRECTORIES: '/' } }).code, 3);
      },
      { bare: true },
    );
  });

  it('tellOutcome() says for every outcome what is now the case', () => {
    for (const done of ['installed', 'renewed', 'removed', 'absent', 'replaced', 'restored'] as const)
      assert.equal(tellOutcome('pre-commit', { done, path: 'p', kept: 'k' }).ok, true, done);
    for (const done of ['foreign', 'shared', 'kept-exists'] as const)
      assert.equal(tellOutcome('pre-receive', { done, path: 'p', kept: 'k' }).ok, false, done);
  });
});
