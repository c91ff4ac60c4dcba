import assert from 'node:assert/strict';
import { it } from 'node:test';
import { NETWORKING } from '../../../src/validation/networking/validators.ts';

it('validates every kind of the group that the API server has rules for', () => {
  assert.deepEqual(Object.keys(NETWORKING), [
    'networking.k8s.io/v1 IPAddress',
    'networking.k8s.io/v1 Ingress',
    'networking.k8s.io/v1 IngressClass',
    'networking.k8s.io/v1 NetworkPolicy',
    'networking.k8s.io/v1 ServiceCIDR',
  ]);
});
