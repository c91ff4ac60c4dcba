import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Invocation } from '../../../src/commands/command.ts';
import { UsageError } from '../../../src/commands/command.ts';
import { openTemplates } from '../../../src/commands/template/surroundings.ts';
import { formerVersion, templateAt } from '../../../src/commands/template/template-word.ts';
import { withRepository } from '../../builders/repository.ts';

const template = (version: string) =>
  `apiVersion: sallyport.dev/v1alpha1\nkind: ResourceTemplate\nmetadata: {name: map}\nspec:\n  version: ${version}\n  owner: x\n  description: x\n  parameters: {type: object, properties: {}}\n  objects: [{id: a, body: {apiVersion: v1, kind: ConfigMap, metadata: {name: a}}}]\n`;
const tests =
  'apiVersion: sallyport.dev/v1alpha1\nkind: TemplateTest\nmetadata: {name: map}\nspec: {template: map, cases: [{name: x, accept: {params: {}}}]}\n';
const CONFIG = 'apiVersion: sallyport.dev/v1alpha1\nkind: Config\nspec: {policies: [templates]}\n';

/** An invocation in a folder, without flags. */
function invocationIn(cwd: string, env: Readonly<Record<string, string | undefined>>): Invocation {
  const io = { cwd, env, stderr: () => {} } as unknown as Invocation['io'];
  return { words: [], one: () => undefined, all: () => [], has: () => false, io };
}

describe('a template as a word', () => {
  it('is a name, a file, or a file in a revision, with its tests', async () => {
    await withRepository(async ({ path, env, write, commit }) => {
      write({ 'sallyport.yaml': CONFIG, 'templates/map.yaml': template('1.0.0'), 'templates/map.test.yaml': tests });
      commit('one');
      write({ 'templates/map.yaml': template('2.0.0') });
      const invocation = invocationIn(path, env);
      const opened = openTemplates(invocation);
      assert.ok(opened.ok);
      const versionAt = async (word: string) => {
        const found = await templateAt(word, opened.around, invocation);
        assert.ok(found.ok, JSON.stringify(found));
        return `${found.loaded.template.spec.version} ${found.documents.filter(({ kind }) => kind === 'TemplateTest').length}`;
      };
      assert.equal(await versionAt('map'), '2.0.0 0');
      assert.equal(await versionAt('templates/map.yaml'), '2.0.0 1');
      assert.equal(await versionAt('HEAD:templates/map.yaml'), '1.0.0 1');
      await assert.rejects(versionAt('templates'), UsageError);
      await assert.rejects(versionAt('sallyport.yaml'), /holds no template/);
      await assert.rejects(versionAt('mop'), /did you mean/);
    });
  });

  it('is found in the history of its file by its major', async () => {
    await withRepository(async ({ path, env, write, commit }) => {
      write({ 'sallyport.yaml': CONFIG, 'templates/map.yaml': template('1.0.0') });
      commit('one');
      write({ 'templates/map.yaml': template('1.1.0') });
      commit('two');
      write({ 'templates/map.yaml': template('2.0.0') });
      const invocation = invocationIn(path, env);
      const opened = openTemplates(invocation);
      assert.ok(opened.ok);
      const fresh = await templateAt('map', opened.around, invocation);
      assert.ok(fresh.ok);
      const found = await formerVersion(fresh.loaded, 1, opened.around, invocation.io);
      assert.equal(found?.template.spec.version, '1.1.0');
      assert.equal(await formerVersion(fresh.loaded, 7, opened.around, invocation.io), undefined);
    });
  });
});
