import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Change, judgedObject, OPERATIONS, refOf } from '../../src/change/change.ts';

const change: Change = {
  operation: 'DELETE',
  gvk: { group: '', version: 'v1', kind: 'Pod' },
  subresource: undefined,
  namespace: 'shop',
  name: 'web',
  object: undefined,
  oldObject: { kind: 'Pod' },
  actor: undefined,
  dryRun: false,
  origin: { gate: 'commit', comparable: true },
};

describe('change', () => {
  it('judgedObject() is the old object on DELETE, else the new one', () => {
    assert.equal(judgedObject(change), change.oldObject);
    for (const operation of OPERATIONS.filter((one) => one !== 'DELETE')) {
      assert.equal(judgedObject({ ...change, operation }), undefined);
    }
  });

  it('refOf() leaves the version out', () => {
    assert.deepEqual(refOf(change), { group: '', kind: 'Pod', namespace: 'shop', name: 'web' });
  });
});
