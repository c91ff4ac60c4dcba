import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { withoutAllotted } from '../../src/completion/allotted.ts';
import type { JsonObject } from '../../src/kube/object.ts';

describe('what the server allots', () => {
  it('is left out, and the given object stays', () => {
    const object = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'a', uid: 'b', managedFields: [] },
      status: {},
      spec: { status: 1 },
    };
    assert.deepEqual(withoutAllotted(object), {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'a' },
      spec: { status: 1 },
    });
    assert.equal(object.metadata.uid, 'b');
  });

  it('keeps the status of a custom kind', () => {
    const custom = { apiVersion: 'shop.example/v1', kind: 'Shop', metadata: { uid: 'a' }, status: { open: true } };
    assert.deepEqual(withoutAllotted(custom), { ...custom, metadata: {} });
  });

  it('costs nothing where there is nothing of it', () => {
    const bare: JsonObject[] = [{ metadata: { name: 'a' } }, { metadata: 'odd' }, {}];
    for (const object of bare) assert.equal(withoutAllotted(object), object);
  });
});
