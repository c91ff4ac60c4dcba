import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type ApiLifecycle, lifecycleOf } from '../../src/kube/api-lifecycle.ts';

const DATA: ApiLifecycle = {
  kinds: {
    'extensions/v1beta1 Ingress': {
      deprecated: '1.14',
      removed: '1.22',
      replacement: { kind: 'networking.k8s.io/v1 Ingress' },
      note: 'every path needs a `pathType`',
    },
    'resource.k8s.io/v1beta1 DeviceClass': {
      deprecated: '1.35',
      removed: '1.38',
      replacement: { kind: 'resource.k8s.io/v1 DeviceClass', since: '1.34' },
    },
    'x.k8s.io/v1beta1 Early': {
      deprecated: '1.30',
      removed: '1.40',
      replacement: { kind: 'x.k8s.io/v1 Early', since: '1.36' },
    },
    'policy/v1beta1 PodSecurityPolicy': { deprecated: '1.21', removed: '1.25', note: 'nothing replaces the kind' },
    'v1 Endpoints': { deprecated: '1.33' },
    'x.k8s.io/v1alpha1 Gone': { removed: '1.27' },
  },
};

const at = (apiVersion: string, kind: string, minor: string) => {
  const [group = '', version = ''] = apiVersion.includes('/') ? apiVersion.split('/') : ['', apiVersion];
  return lifecycleOf({ group, version, kind }, minor, DATA);
};

describe('lifecycle of API kinds', () => {
  it('says nothing of a kind that is not listed, nor of one before its deprecation', () => {
    assert.equal(at('apps/v1', 'Deployment', '1.35'), undefined);
    assert.equal(at('resource.k8s.io/v1beta1', 'DeviceClass', '1.34'), undefined);
    assert.equal(at('v1', 'Endpoints', '1.32'), undefined);
    assert.equal(lifecycleOf({ group: '', version: '__proto__', kind: '' }, '1.35', DATA), undefined);
  });

  it('names the release that stopped serving a kind, what replaces it, and what else changes', () => {
    assert.deepEqual(at('extensions/v1beta1', 'Ingress', '1.33'), {
      state: 'removed',
      since: '1.22',
      replacement: 'networking.k8s.io/v1 Ingress',
      message: '`extensions/v1beta1` Ingress is not served since Kubernetes 1.22',
      remediation: 'use `networking.k8s.io/v1` Ingress: every path needs a `pathType`',
    });
  });

  it('names the release that will stop serving a deprecated kind', () => {
    const expected = {
      state: 'deprecated',
      since: '1.35',
      removedIn: '1.38',
      replacement: 'resource.k8s.io/v1 DeviceClass',
      message: '`resource.k8s.io/v1beta1` DeviceClass is deprecated since Kubernetes 1.35 and not served from 1.38 on',
      remediation: 'use `resource.k8s.io/v1` DeviceClass',
    };
    assert.deepEqual(at('resource.k8s.io/v1beta1', 'DeviceClass', '1.37'), expected);
    assert.equal(at('resource.k8s.io/v1beta1', 'DeviceClass', '1.38')?.state, 'removed');
  });

  it('compares releases by number, not by text', () => {
    assert.equal(at('extensions/v1beta1', 'Ingress', '1.9'), undefined);
    assert.equal(at('extensions/v1beta1', 'Ingress', '2.0')?.state, 'removed');
  });

  it('offers no replacement that the release does not serve yet, but says when it comes', () => {
    const { replacement, remediation } = at('x.k8s.io/v1beta1', 'Early', '1.35') ?? {};
    assert.equal(replacement, undefined);
    assert.equal(remediation, 'use `x.k8s.io/v1` Early, which Kubernetes 1.36 serves first');
    assert.equal(at('x.k8s.io/v1beta1', 'Early', '1.36')?.remediation, 'use `x.k8s.io/v1` Early');
  });

  it('has something to do where nothing replaces a kind', () => {
    assert.equal(at('policy/v1beta1', 'PodSecurityPolicy', '1.35')?.remediation, 'nothing replaces the kind');
    assert.equal(at('v1', 'Endpoints', '1.35')?.remediation, 'plan for its removal');
    assert.equal(at('x.k8s.io/v1alpha1', 'Gone', '1.35')?.remediation, 'remove the object');
  });
});
