import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isJsonList, isJsonObject, isKubeObject, metadataOf } from '../../src/kube/object.ts';

describe('object', () => {
  it('isJsonObject() and isJsonList() tell maps, lists and null apart', () => {
    assert.deepEqual([{}, [], null, 'x', 1].map(isJsonObject), [true, false, false, false, false]);
    assert.deepEqual([{}, [], null, 'x', 1].map(isJsonList), [false, true, false, false, false]);
  });

  it('isKubeObject() wants apiVersion and kind as text', () => {
    assert.equal(isKubeObject({ apiVersion: 'v1', kind: 'Pod' }), true);
    for (const value of [
      { kind: 'Pod' },
      { apiVersion: 'v1' },
      { apiVersion: '', kind: 'Pod' },
      { apiVersion: 1, kind: 'Pod' },
      [],
      null,
    ]) {
      assert.equal(isKubeObject(value), false);
    }
  });

  it('metadataOf() leaves out what is not text', () => {
    const meta = metadataOf({ metadata: { name: 'web', namespace: 3, labels: { app: 'web', weight: 1 } } });
    assert.deepEqual(meta, {
      name: 'web',
      generateName: undefined,
      namespace: undefined,
      labels: { app: 'web' },
      annotations: {},
    });
    assert.deepEqual(metadataOf({ metadata: null }).labels, {});
  });
});
