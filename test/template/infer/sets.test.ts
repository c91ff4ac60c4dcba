import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { JsonObject } from '../../../src/kube/object.ts';
import { clusterSamples } from '../../../src/template/infer/cluster.ts';
import { sampleOf } from '../../../src/template/infer/sample.ts';
import { joinSets } from '../../../src/template/infer/sets.ts';

const APP = 'app.kubernetes.io/name';
interface Outline {
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
  readonly app?: string;
  readonly origin?: string;
}
function joined(...outlines: Outline[]) {
  const samples = outlines.map(({ kind, name, namespace, app, origin = '' }, index) => {
    const metadata = { name, ...(namespace && { namespace }), ...(app && { labels: { [APP]: app } }) };
    const apiVersion = kind === 'Deployment' ? 'apps/v1' : 'v1';
    return sampleOf({ apiVersion, kind, metadata }, index, origin, (one) => one);
  });
  return joinSets(clusterSamples(samples, 0.6), 0.9).map(({ objects }) =>
    objects.map(({ id, samples: own }) => `${id} ${own.map((sample) => sample?.index ?? '-').join(' ')}`),
  );
}
const deployment = (name: string, more: Partial<Outline> = {}) => ({ kind: 'Deployment', name, ...more });
const service = (name: string, more: Partial<Outline> = {}) => ({ kind: 'Service', name, ...more });

describe('joinSets()', () => {
  it('joins by name, whoever comes first', () => {
    const found = joined(service('api'), deployment('web'), deployment('api'), service('web'));
    assert.deepEqual(found, [['workload 1 2', 'service 3 0']]);
  });

  it('joins by name with the same words around it, by labels and by place', () => {
    const one = joined(deployment('web'), deployment('api'), service('web-http'), service('api-http'));
    assert.deepEqual(one, [['workload 0 1', 'service 2 3']]);
    const two = joined(
      deployment('web', { app: 'a' }),
      deployment('api', { app: 'b' }),
      service('x', { app: 'b' }),
      service('y', { app: 'a' }),
    );
    assert.deepEqual(two, [['workload 0 1', 'service 3 2']]);
    const three = joined(
      deployment('web', { origin: 'a' }),
      deployment('api', { origin: 'b' }),
      service('x', { origin: 'a' }),
      service('y', { origin: 'b' }),
    );
    assert.deepEqual(three, [['workload 0 1', 'service 2 3']]);
  });

  it('loses none that belongs to nothing', () => {
    const names = Array.from({ length: 12 }, (_, index) => `web-${index}`);
    const found = joined(
      ...names.map((name) => deployment(name)),
      ...names.map((name) => service(name)),
      service('stray'),
    );
    assert.equal(found.flat().flatMap((line) => line.split(' ').slice(1)).length, 25);
    assert.deepEqual(found[1], ['service 24']);
  });

  it('leaves a place empty where an instance has none', () => {
    assert.deepEqual(joined(deployment('web'), deployment('api'), service('web')), [['workload 0 1', 'service 2 -']]);
  });

  it('parts those that have the companion from those that have not, where they are made otherwise', () => {
    const pod = (name: string, spec: JsonObject) => ({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name },
      spec,
    });
    const objects: readonly JsonObject[] = [
      pod('a', { same: 1, ports: 1, probe: 2 }),
      pod('b', { same: 1, ports: 1, probe: 2 }),
      pod('c', { same: 1, queue: 1 }),
      pod('d', { same: 1, queue: 1 }),
      ...['a', 'b'].map((name) => ({ apiVersion: 'v1', kind: 'Service', metadata: { name } })),
    ];
    const samples = objects.map((object, index) => sampleOf(object, index, '', (one) => one));
    const sizes = joinSets(clusterSamples(samples, 0), 0.9).map(({ size, objects: own }) => `${size} ${own.length}`);
    assert.deepEqual(sizes, ['2 2', '2 1']);
  });

  it('does not join across namespaces, or what belongs to two', () => {
    const apart = joined(deployment('web', { namespace: 'a' }), service('web', { namespace: 'b' }));
    assert.deepEqual(apart, [['workload 0'], ['service 1']]);
    const twice = joined(deployment('web'), service('web'), service('web'));
    assert.deepEqual(twice, [['workload 0'], ['service 1 2']]);
  });
});
