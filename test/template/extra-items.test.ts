// An item that the template does not have is a drift at every gate, for the API server adds members to objects and no items to lists.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { completionFor } from '../../src/bundle/api-data.ts';
import { solve } from '../../src/template/solve.ts';
import { templateOf } from '../builders/template.ts';

const complete = completionFor('1.35');
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
      const { drifts } = solve(template, [{ object }], { complete });
      assert.deepEqual(
        drifts.map(({ type, pointer }) => `${type} ${pointer}`),
        ['extra /spec/template/spec/containers/1'],
      );
    }
  });

  it('is not seen where there is none', () => {
    assert.deepEqual(solve(template, [{ object: complete(web('app')) }], { complete }).drifts, []);
  });
});
