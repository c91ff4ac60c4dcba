// What the server adds is told by comparing with a mended object. What could not be mended must not be compared with itself: an item too
// many stays in its list, and a value of another type has none that is known to be right.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { completionFor } from '../../src/bundle/api-data.ts';
import type { JsonObject } from '../../src/kube/object.ts';
import { solve } from '../../src/template/solve.ts';
import { templateOf } from '../builders/template.ts';

const completion = completionFor('1.35');
const { complete } = completion;
const web = (...names: string[]) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web' },
  spec: {
    selector: { matchLabels: { app: 'web' } },
    template: {
      metadata: { labels: { app: 'web' } },
      spec: { containers: names.map((name) => ({ name, image: 'shop/web:1' })) },
    },
  },
});

describe('an item too many', () => {
  const template = templateOf({ objects: [{ id: 'workload', body: web('app') }] });

  it('is told of written and of completed objects', () => {
    for (const object of [web('app', 'debug'), complete(web('app', 'debug'))]) {
      const { drifts } = solve(template, [{ object }], completion);
      assert.deepEqual(
        drifts.map(({ type, pointer }) => `${type} ${pointer}`),
        ['extra /spec/template/spec/containers/1'],
      );
    }
  });

  it('is no reason to pass over a value of another type', () => {
    const replicas = { type: 'integer' };
    const open = templateOf({
      properties: { replicas },
      required: ['replicas'],
      objects: [{ id: 'workload', body: { ...web('app'), spec: { ...web('app').spec, replicas: `$\{replicas}` } } }],
    });
    const object = { ...web('app'), spec: { ...web('app').spec, replicas: '3' } };
    const { drifts } = solve(open, [{ object }], completion);
    assert.deepEqual(
      drifts.map(({ type, pointer }) => `${type} ${pointer}`),
      ['type /spec/replicas'],
    );
  });

  it('is no reason to pass over a member whose name is a number', () => {
    const map = (data: JsonObject) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'ports' }, data });
    const fixed = templateOf({ objects: [{ id: 'ports', body: map({ a: 'b' }) }] });
    const { drifts } = solve(fixed, [{ object: map({ a: 'b', '8080': 'c' }) }], completion);
    assert.deepEqual(
      drifts.map(({ type, pointer }) => `${type} ${pointer}`),
      ['extra /data/8080'],
    );
  });

  it('is not seen where there is none', () => {
    assert.deepEqual(solve(template, [{ object: complete(web('app')) }], completion).drifts, []);
  });
});
