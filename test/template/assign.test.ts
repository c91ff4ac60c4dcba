import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { assign } from '../../src/template/assign.ts';
import { templateOf } from '../builders/template.ts';

const body = (kind: string, name: string, data: object = {}) => ({
  apiVersion: 'v1',
  kind,
  metadata: { name },
  ...data,
});
const template = templateOf({
  objects: [
    { id: 'a', body: body('ConfigMap', 'app') },
    { id: 'b', body: body('ConfigMap', 'extra', { data: { x: 1 } }) },
    { id: 's', body: body('Service', 'app') },
  ],
});
const ids = (...resources: Parameters<typeof assign>[1]) => assign(template, resources).map((one) => one?.spec.id);

describe('assign', () => {
  it('goes by kind, then by name, then by what is left', () => {
    assert.deepEqual(ids({ object: body('Service', 'other') }), ['s']);
    assert.deepEqual(ids({ object: body('ConfigMap', 'extra') }, { object: body('ConfigMap', 'wrong') }), ['b', 'a']);
    assert.deepEqual(ids({ object: body('ConfigMap', 'wrong') }, { object: body('ConfigMap', 'app') }), ['b', 'a']);
  });

  it('takes an id at its word, and nothing twice', () => {
    assert.deepEqual(ids({ id: 'b', object: body('ConfigMap', 'app') }), ['b']);
    assert.deepEqual(ids({ object: body('Pod', 'p') }), [undefined]);
    assert.deepEqual(ids({ object: body('Service', 'app') }, { object: body('Service', 'b') }), ['s', undefined]);
  });
});
