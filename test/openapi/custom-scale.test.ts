import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { JsonObject } from '../../src/kube/object.ts';
import { scaleFaults, scaleOf } from '../../src/openapi/custom-scale.ts';
import { toFieldErrors } from '../../src/openapi/fault.ts';

describe('scaleFaults()', () => {
  const scale = scaleOf({
    specReplicasPath: '.spec.replicas',
    statusReplicasPath: '.status.replicas',
    labelSelectorPath: '.status.selector',
  });
  const found = (object: JsonObject) =>
    toFieldErrors(scaleFaults(object, scale), 'Widget').map(({ pointer }) => pointer);

  it('asks for numbers of replicas', () => {
    assert.deepEqual(found({ spec: { replicas: 3 }, status: { replicas: 0, selector: 'a=b' } }), []);
    assert.deepEqual(found({}), []);
    assert.deepEqual(found({ spec: { replicas: -1 }, status: { replicas: 2 ** 31, selector: {} } }), [
      '/spec/replicas',
      '/status/replicas',
      '/status/selector',
    ]);
    assert.deepEqual(found({ spec: 'text', status: null }), ['/spec/replicas']);
  });

  it('is nothing without paths', () => {
    assert.deepEqual([scaleOf(undefined), scaleOf({ specReplicasPath: '.spec.a' })], [undefined, undefined]);
    assert.deepEqual(scaleFaults({ spec: 'x' }, undefined), []);
  });
});
