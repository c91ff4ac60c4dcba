import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { MERGE_KEYS } from '../../src/kube/merge-keys.ts';

describe('MERGE_KEYS', () => {
  it('has the keys by which Kubernetes tells items apart', () => {
    assert.deepEqual(MERGE_KEYS['containers'], [['name']]);
    assert.deepEqual(MERGE_KEYS['ports'], [
      ['containerPort', 'protocol'],
      ['port', 'protocol'],
    ]);
    for (const keys of Object.values(MERGE_KEYS)) assert.ok(keys.length > 0 && keys.every((key) => key.length > 0));
  });
});
