import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { judgeDifference } from '../../../src/gates/commit/difference.ts';
import { findConfig } from '../../../src/gates/commit/rules.ts';
import { CHECK_OPTIONS } from '../../builders/check.ts';
import { withRepository } from '../../builders/repository.ts';

const pod = (network: boolean) =>
  `apiVersion: v1\nkind: Pod\nmetadata: {name: web, namespace: shop}\nspec: {hostNetwork: ${network}, containers: [{name: app, image: "a:1"}]}\n`;

describe('judgeDifference()', () => {
  it('judges what is staged, and nothing else', async () => {
    await withRepository(async (repository) => {
      repository.write({ 'a.yaml': pod(false), 'b.yaml': pod(true) });
      repository.commit('one');
      repository.write({ 'a.yaml': pod(true) });
      repository.git('add', '-A');
      const root = repository.path;
      const check = { ...CHECK_OPTIONS, against: 'index' } as const;
      const found = findConfig(check, { cwd: root, root });
      assert.ok(found.ok);
      const around = { cwd: root, env: repository.env, version: '0', stdin: async () => new Uint8Array() };
      const judged = await judgeDifference('index', { options: check, around, root, found });
      assert.ok(judged.ok);
      assert.deepEqual([judged.files, judged.portion.objects, judged.whole], [1, 1, false]);
      assert.deepEqual(
        judged.portion.findings.map(({ policy, operation }) => `${policy} ${operation}`),
        ['kubernetes-schema UPDATE', 'private-host-namespaces UPDATE'],
      );
    });
  });
});
