import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { DEFAULT_CONFIG } from '../../src/config/config.ts';
import { loadConfig, policySource } from '../../src/config/load.ts';
import { temporaryFolder } from '../builders/repository.ts';

const TEXT = 'apiVersion: sallyport.dev/v1alpha1\nkind: Config\nspec: {failOn: warn}\n';
const root = temporaryFolder();
const below = join(root, 'apps', 'web');
mkdirSync(below, { recursive: true });
after(() => rmSync(root, { recursive: true }));

describe('loadConfig()', () => {
  it('finds the nearest file up to the root, and not above it', () => {
    assert.deepEqual(loadConfig({ cwd: below, root }), {
      ok: true,
      config: DEFAULT_CONFIG,
      file: undefined,
      folder: below,
    });
    writeFileSync(join(root, 'sallyport.yaml'), TEXT);
    const found = loadConfig({ cwd: below, root });
    assert.ok(found.ok && found.config.failOn === 'warn' && found.folder === root);
    assert.equal(loadConfig({ cwd: below, root: below }).ok && loadConfig({ cwd: below, root: undefined }).ok, true);
    const alone = loadConfig({ cwd: below, root: undefined });
    assert.ok(alone.ok && alone.file === undefined);
  });

  it('reads globs from the folder of the file, or from the root when the file lies elsewhere', () => {
    const spec = '{exclude: [a/*.yaml, ./b], namespaces: [{name: shop, paths: [/c/]}]}';
    writeFileSync(join(below, 'own.yaml'), TEXT.replace('{failOn: warn}', spec));
    const config = (cwd: string, top: string) => {
      const loaded = loadConfig({ cwd, root: top, file: join(below, 'own.yaml') });
      return loaded.ok && [loaded.config.exclude, loaded.config.namespaces[0]?.paths];
    };
    assert.deepEqual(config(root, root), [['apps/web/a/*.yaml', 'apps/web/b'], ['apps/web/c/']]);
    assert.deepEqual(config(below, below), [['a/*.yaml', './b'], ['/c/']]);
    assert.deepEqual(config(root, join(root, 'other')), [['a/*.yaml', './b'], ['/c/']]);
  });

  it('names the file in its problems as seen from the root', () => {
    writeFileSync(join(root, 'apps', 'sallyport.yaml'), 'kind: Config\n');
    const loaded = loadConfig({ cwd: below, root });
    assert.ok(!loaded.ok && loaded.problems[0]?.location?.file === 'apps/sallyport.yaml');
  });

  it('refuses a missing file, a folder and a name that would be passed over', () => {
    const code = (search: Parameters<typeof loadConfig>[0]) => {
      const loaded = loadConfig(search);
      return loaded.ok ? 'ok' : loaded.problems[0]?.code;
    };
    assert.equal(code({ cwd: root, root, file: 'none.yaml' }), 'not-found');
    assert.equal(code({ cwd: root, root, file: 'apps' }), 'unreadable');
    assert.equal(code({ cwd: root, root, file: 'sallyport.yaml' }), 'ok');
    writeFileSync(join(below, 'sallyport.yml'), TEXT);
    assert.equal(code({ cwd: below, root }), 'config-name');
  });
});

describe('policySource()', () => {
  it('names packs, and paths as seen from the working directory, or in full from another one', () => {
    const cwd = process.cwd();
    assert.deepEqual(policySource('pack:standards', cwd, cwd), { pack: 'standards' });
    assert.deepEqual(policySource('rules', join(cwd, 'apps'), cwd), { path: 'apps/rules' });
    assert.deepEqual(policySource('.', cwd, cwd), { path: '.' });
    assert.deepEqual(policySource('../rules', '/a/b', '/a/b'), { path: '/a/rules' });
  });
});
