import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { withoutAllotted } from '../../src/completion/allotted.ts';
import type { JsonObject } from '../../src/kube/object.ts';

describe('what the server allots', () => {
  it('is left out, and the given object stays', () => {
    const object = {
      kind: 'Pod',
      metadata: { name: 'a', uid: 'b', managedFields: [] },
      status: {},
      spec: { status: 1 },
    };
    assert.deepEqual(withoutAllotted(object), { kind: 'Pod', metadata: { name: 'a' }, spec: { status: 1 } });
    assert.equal(object.metadata.uid, 'b');
  });

  it('costs nothing where there is nothing of it', () => {
    const bare: JsonObject[] = [{ metadata: { name: 'a' } }, { metadata: 'odd' }, {}];
    for (const object of bare) assert.equal(withoutAllotted(object), object);
  });
});
