import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CORE_WORKLOADS } from '../../../src/validation/core/storage-and-limits.ts';

describe('CORE_WORKLOADS', () => {
  it('stands a spec that is not there, or is of another type', () => {
    const validators = Object.entries(CORE_WORKLOADS);
    assert.equal(validators.length, 5);
    for (const [kind, validator] of validators) {
      for (const spec of [null, 'text', [], 5, { template: [], limits: [null], hard: 'x', accessModes: {} }]) {
        const object = { apiVersion: 'v1', kind, metadata: { name: 'a' }, spec };
        assert.doesNotThrow(() => validator({ object, old: object, minor: 35 }, []), kind);
      }
    }
  });
});
