import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { JsonObject } from '../../../src/kube/object.ts';
import { clusterSamples } from '../../../src/template/infer/cluster.ts';
import { sampleOf } from '../../../src/template/infer/sample.ts';

const sample = (index: number, name: string, spec: JsonObject, kind = 'Deployment') =>
  sampleOf({ apiVersion: 'apps/v1', kind, metadata: { name }, spec }, index, '', (object) => object);
const parts = (...samples: ReturnType<typeof sample>[]) =>
  clusterSamples(samples, 0.6).map((one) => `${one.kind} ${one.samples.map(({ index }) => index).join(' ')}`);
const containers = (...names: string[]) => ({ containers: names.map((name) => ({ name, image: `${name}:1` })) });

describe('clusterSamples()', () => {
  it('parts kinds, and shapes of one kind', () => {
    const odd = { serviceName: 'x', volumes: [{ name: 'data', hostPath: { path: '/' } }], hostNetwork: true };
    const found = parts(
      sample(0, 'web', containers('web')),
      sample(1, 'api', containers('main')),
      sample(2, 'odd', odd),
      sample(3, 'db', containers('db'), 'StatefulSet'),
    );
    assert.deepEqual(found, ['apps/Deployment 0 1', 'apps/Deployment 2', 'apps/StatefulSet 3']);
  });

  it('does not count keys and variables of the user', () => {
    const env = (...names: string[]) => ({ ...containers('app'), env: names.map((name) => ({ name, value: 'x' })) });
    assert.deepEqual(parts(sample(0, 'a', env('A', 'B', 'C')), sample(1, 'b', env('D'))), ['apps/Deployment 0 1']);
  });

  it('takes items that are called as their resource for the same', () => {
    const found = parts(sample(0, 'web', containers('web', 'proxy')), sample(1, 'api', containers('api', 'proxy')));
    assert.deepEqual(found, ['apps/Deployment 0 1']);
  });
});
