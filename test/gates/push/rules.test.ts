import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DEFAULT_CONFIG } from '../../../src/config/config.ts';
import { isRule, rulesAt } from '../../../src/gates/push/rules.ts';
import { RULES } from '../../builders/history.ts';
import { withRepository } from '../../builders/repository.ts';

const config = (spec: string) => `apiVersion: sallyport.dev/v1alpha1\nkind: Config\nspec: ${spec}\n`;
const NONE = { policies: [], config: undefined, schemas: [], snapshot: undefined };

describe('rulesAt()', () => {
  it('reads configuration and policies of a commit, whatever lies on disk', async () => {
    await withRepository(async ({ path, env, write, commit }) => {
      write({
        'sallyport.yaml': config('{policies: [./rules/], failOn: warn}'),
        'rules/a/rules.yaml': RULES,
        'rules/.x.yaml': 'x',
      });
      const tip = commit('rules');
      write({ 'sallyport.yaml': 'broken', 'rules/a/rules.yaml': 'broken' });
      const rules = await rulesAt({ cwd: path, env }, tip, NONE);
      assert.ok(rules.ok, JSON.stringify(rules));
      assert.equal(rules.config.failOn, 'warn');
      assert.deepEqual(
        [...new Set(rules.loaded.bundle.bound.map(({ binding }) => binding))],
        ['everywhere', 'production', 'kubernetes', 'kubernetes-advice', 'kubernetes-reading'],
      );
      const server = await rulesAt({ cwd: path, env }, tip, {
        policies: ['pack:pod-security-baseline'],
        config: undefined,
        schemas: [],
        snapshot: undefined,
      });
      assert.ok(server.ok && server.config.failOn === 'warn');
      assert.ok(server.loaded.bundle.policies.has('unprivileged-containers'));
    });
  });

  it('falls back to the default packs where nothing is said', async () => {
    await withRepository(async ({ path, env, commit }) => {
      const rules = await rulesAt({ cwd: path, env }, commit('empty'), NONE);
      const none = await rulesAt({ cwd: path, env }, undefined, NONE);
      assert.ok(rules.ok && none.ok);
      assert.equal(rules.loaded.bundle.digest, none.loaded.bundle.digest);
    });
  });

  it('refuses rules that cannot be read, with their place', async () => {
    await withRepository(async ({ path, env, write, commit }) => {
      const problems = async (files: Parameters<typeof write>[0]) => {
        write(files);
        const rules = await rulesAt({ cwd: path, env }, commit('x'), NONE);
        assert.ok(!rules.ok);
        return rules.problems.map(({ code, location }) => `${code} ${location?.file}:${location?.line}`);
      };
      assert.deepEqual(await problems({ 'sallyport.yml': config('{}') }), ['config-name sallyport.yml:1']);
      assert.deepEqual(await problems({ 'sallyport.yaml': config('{policy: []}') }), [
        'unknown-field sallyport.yaml:3',
      ]);
      assert.deepEqual(await problems({ 'sallyport.yaml': config('{policies: [../up]}') }), [
        'policies-empty sallyport.yaml:1',
      ]);
      assert.deepEqual(
        await problems({ 'sallyport.yaml': config('{policies: [r]}'), 'r/a.yaml': { link: '/etc/hosts' } }),
        ['symlink r/a.yaml:1'],
      );
      assert.deepEqual(await problems({ 'r/a.yaml': 'a: [1\n' }), ['yaml-syntax r/a.yaml:2']);
      assert.deepEqual(await problems({ 'sallyport.yaml': { link: '/etc/hosts' } }), ['symlink sallyport.yaml:1']);
    });
  });
});

describe('isRule()', () => {
  it('knows the configuration and all below its policies', () => {
    const own = { ...DEFAULT_CONFIG, policies: ['./rules/', 'one.yaml', 'pack:standards'] };
    for (const path of ['sallyport.yaml', 'rules/a/b.yaml', 'one.yaml']) assert.equal(isRule(path, own), true, path);
    for (const path of ['apps/sallyport.yaml', 'rules2/a.yaml', 'pack:standards'])
      assert.equal(isRule(path, own), false, path);
    assert.equal(isRule('anything', { ...DEFAULT_CONFIG, policies: ['.'] }), true);
  });
});
