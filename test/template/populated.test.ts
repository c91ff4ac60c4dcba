import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Json, JsonObject } from '../../src/kube/object.ts';
import { isPopulated, withoutPopulated } from '../../src/template/populated.ts';
import { testSolving } from '../builders/template.ts';

const populated = (kind: string, tokens: readonly (string | number)[], value: Json, holder: JsonObject = {}) =>
  isPopulated(kind, tokens, value, holder);

describe('what the cluster writes', () => {
  testSolving('populated');

  it('withoutPopulated() gives the very object where there is nothing to leave out', () => {
    const object = { metadata: { name: 'a', annotations: { b: 'c' } } };
    assert.equal(withoutPopulated(object), object);
    const applied = { 'kubectl.kubernetes.io/last-applied-configuration': '{}' };
    assert.deepEqual(withoutPopulated({ metadata: { name: 'a', annotations: applied }, status: {} }), {
      metadata: { name: 'a' },
    });
    assert.deepEqual(withoutPopulated({ metadata: { annotations: { ...applied, b: 'c' }, uid: 'u' } }), {
      metadata: { annotations: { b: 'c' } },
    });
  });

  it("isPopulated() knows places by kind, and what there is the author's word", () => {
    assert.equal(populated('/Service', ['spec', 'clusterIP'], '10.0.0.1'), true);
    assert.equal(populated('/Service', ['spec', 'clusterIP'], 'None'), false);
    assert.equal(populated('/Service', ['spec', 'clusterIPs'], ['None']), false);
    assert.equal(populated('/Service', ['spec', 'clusterIPs'], ['None'], { clusterIP: 'None' }), true);
    assert.equal(populated('/Service', ['spec', 'ports', 0, 'nodePort'], 30000), true);
    assert.equal(populated('/ConfigMap', ['spec', 'clusterIP'], '10.0.0.1'), false);
    assert.equal(
      populated('apps/Deployment', ['spec', 'template', 'spec', 'containers', 0, 'imagePullPolicy'], 'Always'),
      true,
    );
    assert.equal(
      populated('apps/Deployment', ['spec', 'template', 'spec', 'containers', 0, 'imagePullPolicy'], 'Never'),
      false,
    );
    assert.equal(populated('batch/Job', ['spec', 'template', 'metadata', 'labels', 'job-name'], 'x'), true);
    assert.equal(populated('/Pod', ['spec', 'constructor'], 'x'), false);
  });
});
