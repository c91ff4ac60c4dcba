import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { gvkOf, identityKey, isNamespaced, parseApiVersion, printApiVersion } from '../../src/kube/gvk.ts';

describe('gvk', () => {
  it('parseApiVersion() and printApiVersion() are inverse', () => {
    for (const text of ['v1', 'apps/v1', 'networking.k8s.io/v1'])
      assert.equal(printApiVersion(parseApiVersion(text)), text);
    assert.deepEqual(gvkOf({ apiVersion: 'apps/v1', kind: 'Deployment' }), {
      group: 'apps',
      version: 'v1',
      kind: 'Deployment',
    });
  });

  it('identityKey() ignores the version and tells an unknown namespace from none', () => {
    const ref = { group: 'apps', kind: 'Deployment', name: 'web' };
    assert.notEqual(identityKey({ ...ref, namespace: '' }), identityKey({ ...ref, namespace: undefined }));
    assert.equal(identityKey({ ...ref, namespace: 'shop' }), 'apps/Deployment/shop/web');
  });

  it('isNamespaced() knows built-in kinds and admits not to know custom ones', () => {
    assert.equal(isNamespaced({ group: '', kind: 'Namespace' }), false);
    assert.equal(isNamespaced({ group: 'rbac.authorization.k8s.io', kind: 'ClusterRole' }), false);
    assert.equal(isNamespaced({ group: 'apps', kind: 'Deployment' }), true);
    assert.equal(isNamespaced({ group: 'argoproj.io', kind: 'Rollout' }), undefined);
    assert.equal(isNamespaced({ group: 'gateway.networking.k8s.io', kind: 'GatewayClass' }), undefined);
  });
});
