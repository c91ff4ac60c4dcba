import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Json } from '../../src/kube/object.ts';
import { parseDocument } from '../../src/policy/parse.ts';

const SPEC = {
  version: '1.0.0',
  owner: 'team:a',
  description: 'x',
  parameters: { type: 'object', properties: {} },
  objects: [{ id: 'a', body: { apiVersion: 'v1', kind: 'ConfigMap' } }],
};
const problems = (more: object) => {
  const parsed = parseDocument({
    apiVersion: 'sallyport.dev/v1alpha1',
    kind: 'ResourceTemplate',
    metadata: { name: 'web' },
    spec: { ...SPEC, ...more } as Json,
  });
  return parsed.ok ? [] : parsed.problems.map(({ pointer }) => pointer);
};

describe('the schema of a ResourceTemplate', () => {
  it('takes what a template needs', () => {
    assert.deepEqual(problems({}), []);
    assert.deepEqual(
      problems({
        status: 'retired',
        hole: ['<<', '>>'],
        support: { '1.x': { until: '2027-01-01' } },
        groups: [{ allOf: ['a'] }],
      }),
      [],
    );
  });

  it('refuses what says nothing', () => {
    assert.deepEqual(problems({ version: '1.0' }), ['/spec/version']);
    assert.deepEqual(problems({ version: 'v1.0.0' }), ['/spec/version']);
    assert.deepEqual(problems({ objects: [] }), ['/spec/objects']);
    assert.deepEqual(problems({ status: 'live' }), ['/spec/status']);
    assert.deepEqual(problems({ groups: [{}] }), ['/spec/groups/0']);
    assert.deepEqual(problems({ hole: ['<<'] }), ['/spec/hole']);
    assert.deepEqual(problems({ extra: 1 }), ['/spec/extra']);
  });
});
