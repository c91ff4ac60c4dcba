import assert from 'node:assert/strict';
import { it } from 'node:test';
import { RESOURCE } from '../../../src/validation/resource/validators.ts';

it('validates every kind of the group that the API server has rules for', () => {
  assert.deepEqual(Object.keys(RESOURCE), [
    'resource.k8s.io/v1 DeviceClass',
    'resource.k8s.io/v1 ResourceClaim',
    'resource.k8s.io/v1 ResourceClaimTemplate',
    'resource.k8s.io/v1 ResourceSlice',
  ]);
});
