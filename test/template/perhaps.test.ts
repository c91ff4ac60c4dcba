import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { completionFor } from '../../src/bundle/api-data.ts';
import { solve } from '../../src/template/solve.ts';
import { templateOf } from '../builders/template.ts';

const body = { apiVersion: 'v1', kind: 'Service', metadata: { name: 's' }, spec: { ports: [{ port: 80 }] } };
const template = templateOf({
  properties: { sticky: { type: 'boolean' } },
  required: ['sticky'],
  objects: [
    { id: 's', body: { ...body, spec: { ...body.spec, sessionAffinity: { $when: 'sticky', $value: 'ClientIP' } } } },
  ],
});
const { complete } = completionFor('1.35');

describe('blocks that need not be there', () => {
  it('are absent where the place is as the server fills it in', () => {
    const found = solve(template, [{ object: complete(body) }], { complete, partial: true });
    assert.deepEqual([found.drifts, found.params], [[], { sticky: false }]);
    const sticky = complete({ ...body, spec: { ...body.spec, sessionAffinity: 'ClientIP' } });
    assert.deepEqual(solve(template, [{ object: sticky }], { complete, partial: true }).params, { sticky: true });
  });

  it('are there, without a server', () => {
    const found = solve(template, [{ object: { ...body, spec: { ...body.spec, sessionAffinity: 'None' } } }]);
    assert.deepEqual(
      found.drifts.map(({ type, pointer }) => `${type} ${pointer}`),
      ['value /spec/sessionAffinity'],
    );
  });
});
