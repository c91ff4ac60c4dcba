import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { JsonObject } from '../../src/kube/object.ts';
import { containersOf, isBuiltInWorkload, podSpecOf, podSpecPathOf } from '../../src/kube/workload.ts';

const pod = {
  containers: [{ name: 'app' }],
  initContainers: [{ name: 'init' }],
  ephemeralContainers: [{ name: 'debug' }],
};
const nest = (path: readonly string[], value: JsonObject): JsonObject =>
  path.reduceRight<JsonObject>((inner, name) => ({ [name]: inner }), value);

describe('workload', () => {
  it('podSpecOf() finds the pod spec of every built-in workload', () => {
    const kinds = [
      ['v1', 'Pod', 'spec'],
      ['v1', 'PodTemplate', 'template.spec'],
      ['v1', 'ReplicationController', 'spec.template.spec'],
      ['apps/v1', 'Deployment', 'spec.template.spec'],
      ['apps/v1', 'StatefulSet', 'spec.template.spec'],
      ['apps/v1', 'DaemonSet', 'spec.template.spec'],
      ['apps/v1', 'ReplicaSet', 'spec.template.spec'],
      ['batch/v1', 'Job', 'spec.template.spec'],
      ['batch/v1', 'CronJob', 'spec.jobTemplate.spec.template.spec'],
    ] as const;
    for (const [apiVersion, kind, path] of kinds) {
      assert.equal(podSpecOf({ apiVersion, kind, ...nest(path.split('.'), pod) }, new Map()), pod, kind);
    }
  });

  it('podSpecOf() follows custom kinds and yields nothing elsewhere', () => {
    const custom = new Map([['argoproj.io/Rollout', ['spec', 'template', 'spec']]]);
    const rollout = { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', spec: { template: { spec: pod } } };
    assert.equal(podSpecOf(rollout, custom), pod);
    assert.equal(podSpecOf(rollout, new Map()), undefined);
    assert.equal(podSpecOf({ apiVersion: 'v1', kind: 'Pod', spec: null }, custom), undefined);
    assert.deepEqual(podSpecPathOf({ group: 'argoproj.io', kind: 'Rollout' }, custom), ['spec', 'template', 'spec']);
    assert.equal(isBuiltInWorkload({ group: 'argoproj.io', kind: 'Rollout' }), false);
  });

  it('containersOf() lists init, regular and ephemeral containers', () => {
    assert.deepEqual(
      containersOf(pod).map(({ name }) => name),
      ['init', 'app', 'debug'],
    );
    assert.deepEqual(containersOf({ containers: null, initContainers: ['x'] }), []);
  });
});
