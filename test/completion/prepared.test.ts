import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { DraftObject } from '../../src/completion/draft.ts';
import { mergeLabelKeys, setAppArmorProfile } from '../../src/completion/prepared.ts';

const KEY = 'container.apparmor.security.beta.kubernetes.io/app';

const profiled = (annotation: string, container: DraftObject = {}, spec: DraftObject = {}): DraftObject => {
  const named: DraftObject = { name: 'app', ...container };
  setAppArmorProfile({ metadata: { annotations: { [KEY]: annotation } }, spec }, named, 'securityContext');
  return named;
};

describe('AppArmor annotation of a Pod', () => {
  const profiles: readonly (readonly [string, DraftObject | undefined])[] = [
    ['unconfined', { type: 'Unconfined' }],
    ['runtime/default', { type: 'RuntimeDefault' }],
    ['localhost/k8s-app', { type: 'Localhost', localhostProfile: 'k8s-app' }],
    ['localhost/', undefined],
    ['localhost/ padded ', undefined],
    [`localhost/${'x'.repeat(4096)}`, undefined],
    ['', undefined],
    ['Unconfined', undefined],
  ];
  for (const [annotation, profile] of profiles)
    it(`becomes ${profile ? JSON.stringify(profile) : 'no field'}: \`${annotation.slice(0, 30)}\``, () =>
      assert.deepEqual(
        profiled(annotation),
        profile ? { name: 'app', securityContext: { appArmorProfile: profile } } : { name: 'app' },
      ));

  it('takes nothing from the context that is there', () => {
    const securityContext = { runAsUser: 1 };
    assert.deepEqual(profiled('unconfined', { securityContext })['securityContext'], {
      runAsUser: 1,
      appArmorProfile: { type: 'Unconfined' },
    });
  });

  it('is left where the container has a field, the Pod the same profile, or Windows runs it', () => {
    const own = { securityContext: { appArmorProfile: { type: 'RuntimeDefault' } } };
    assert.deepEqual(profiled('unconfined', own), { name: 'app', ...own });
    const pod = (type: string) => ({ securityContext: { appArmorProfile: { type } } });
    assert.deepEqual(profiled('unconfined', {}, pod('Unconfined')), { name: 'app' });
    assert.ok('securityContext' in profiled('unconfined', {}, pod('RuntimeDefault')));
    assert.deepEqual(profiled('unconfined', {}, { os: { name: 'windows' } }), { name: 'app' });
  });

  it('is that of a container of the same name', () => {
    assert.deepEqual(profiled('unconfined', { name: 'other' }), { name: 'other' });
  });
});

describe('label keys beside a selector', () => {
  const entry = { path: '', from: 'matchLabelKeys', value: 'In' };
  const root: DraftObject = { metadata: { labels: { app: 'a', empty: '' } } };

  it('become expressions with the values of the Pod, behind those that are there', () => {
    const there = { key: 'x', operator: 'Exists' };
    const holder: DraftObject = {
      labelSelector: { matchExpressions: [there] },
      matchLabelKeys: ['app', 'absent', 'empty'],
    };
    mergeLabelKeys(root, holder, 'labelSelector', entry);
    assert.deepEqual(holder['labelSelector'], {
      matchExpressions: [
        there,
        { key: 'app', operator: 'In', values: ['a'] },
        { key: 'empty', operator: 'In', values: [''] },
      ],
    });
  });

  it('are left where there is no selector, no such label, or nothing that could be read', () => {
    for (const holder of [
      { matchLabelKeys: ['app'] },
      { labelSelector: null, matchLabelKeys: ['app'] },
      { labelSelector: {}, matchLabelKeys: ['absent', 'constructor'] },
      { labelSelector: {}, matchLabelKeys: 'app' },
    ] as DraftObject[]) {
      const before = structuredClone(holder);
      mergeLabelKeys(root, holder, 'labelSelector', entry);
      assert.deepEqual(holder, before);
    }
  });
});
