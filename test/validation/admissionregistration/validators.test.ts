import assert from 'node:assert/strict';
import { it } from 'node:test';
import { ADMISSION_REGISTRATION } from '../../../src/validation/admissionregistration/validators.ts';

it('validates every kind of the group that the API server has rules for', () => {
  assert.deepEqual(Object.keys(ADMISSION_REGISTRATION), [
    'admissionregistration.k8s.io/v1 MutatingWebhookConfiguration',
    'admissionregistration.k8s.io/v1 ValidatingAdmissionPolicy',
    'admissionregistration.k8s.io/v1 ValidatingAdmissionPolicyBinding',
    'admissionregistration.k8s.io/v1 ValidatingWebhookConfiguration',
  ]);
});
