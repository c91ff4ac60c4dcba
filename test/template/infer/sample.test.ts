import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sampleOf } from '../../../src/template/infer/sample.ts';

describe('sampleOf()', () => {
  it('leaves out what the server and its clients wrote', () => {
    const object = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: {
        name: 'web',
        uid: 'x',
        managedFields: [],
        annotations: { 'kubectl.kubernetes.io/last-applied-configuration': '{}', note: 'kept' },
      },
      status: { replicas: 1 },
    };
    const { raw, kind, name, namespace } = sampleOf(object, 0, 'a.yaml', (one) => one);
    assert.deepEqual(raw, {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'web', annotations: { note: 'kept' } },
    });
    assert.deepEqual([kind, name, namespace], ['apps/Deployment', 'web', '']);
  });

  it('leaves out annotations where none is left, and keeps both forms', () => {
    const metadata = { name: 'a', annotations: { 'deployment.kubernetes.io/revision': '3' } };
    const found = sampleOf({ apiVersion: 'v1', kind: 'Pod', metadata }, 0, '', (one) => ({ ...one, spec: {} }));
    assert.deepEqual(found.raw['metadata'], { name: 'a' });
    assert.deepEqual(found.done['spec'], {});
    assert.equal(found.kind, 'Pod');
  });
});
