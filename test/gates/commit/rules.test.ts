import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { asError, findConfig, loadRules, type RuleOptions, shownFrom } from '../../../src/gates/commit/rules.ts';
import { withFolder } from '../../builders/repository.ts';

const options: RuleOptions = { policies: [], config: undefined, kubernetesVersion: undefined, strictKinds: false };
const config = (spec: string) => `apiVersion: sallyport.dev/v1alpha1\nkind: Config\nspec: ${spec}\n`;

describe('findConfig() and loadRules()', () => {
  const rulesIn = (text: string | undefined, more: Partial<RuleOptions> = {}) =>
    withFolder(async (cwd) => {
      if (text !== undefined) writeFileSync(join(cwd, 'sallyport.yaml'), text);
      const place = { cwd, root: undefined };
      const found = findConfig({ ...options, ...more }, place);
      return found.ok ? loadRules({ ...options, ...more }, found, place) : found;
    });

  it('takes the default packs where nothing is said', async () => {
    const loaded = await rulesIn(undefined);
    assert.ok(loaded.ok);
    assert.ok(loaded.rules.policies.bundle.policies.has('unprivileged-containers'));
    assert.equal(loaded.rules.version, '1.35');
  });

  it('takes flags before the configuration', async () => {
    const text = config('{policies: ["pack:standards"], kubernetesVersion: "1.34", strictKinds: true}');
    const loaded = await rulesIn(text, { policies: ['pack:pod-security-baseline'], kubernetesVersion: '1.33' });
    assert.ok(loaded.ok);
    const { version, strictKinds, policies } = loaded.rules;
    assert.deepEqual([version, strictKinds], ['1.33', true]);
    assert.equal(policies.bundle.policies.has('required-labels'), false);
  });

  it('says what is wrong with the configuration, the policies and the release', async () => {
    const codes = async (...[text, more]: Parameters<typeof rulesIn>) => {
      const loaded = await rulesIn(text, more);
      return loaded.ok ? [] : loaded.errors.map(({ code, enforcement }) => `${code} ${enforcement}`);
    };
    assert.deepEqual(await codes(config('{polices: []}')), ['unknown-field deny']);
    assert.deepEqual(await codes(undefined, { policies: ['pack:none'] }), ['pack-unknown deny']);
    assert.deepEqual(await codes(undefined, { kubernetesVersion: '1.2' }), ['kubernetes-version deny']);
  });
});

describe('shownFrom()', () => {
  it('names files from the root of the repository, those outside of it as given', () => {
    const show = shownFrom('/repo/apps', '/repo');
    assert.equal(show({ file: 'a.yaml', line: 1, column: 1 })?.file, 'apps/a.yaml');
    assert.equal(show({ file: '/else/a.yaml', line: 1, column: 1 })?.file, '/else/a.yaml');
    assert.equal(show(null), null);
    assert.equal(shownFrom('/x', undefined)({ file: 'a.yaml', line: 1, column: 1 })?.file, 'a.yaml');
  });
});

describe('asError()', () => {
  it('denies', () => {
    const error = asError({ code: 'c', message: 'm', location: null });
    assert.deepEqual(error, { code: 'c', message: 'm', location: null, enforcement: 'deny' });
  });
});
