// Validators of admissionregistration.k8s.io.
import type { KindValidator } from '../subject.ts';
import { validatePolicy, validatePolicyBinding } from './policies.ts';
import { validateMutatingWebhooks, validateValidatingWebhooks } from './webhooks.ts';

/** Kinds of admissionregistration.k8s.io to their validators. */
export const ADMISSION_REGISTRATION: Readonly<Record<string, KindValidator>> = {
  'admissionregistration.k8s.io/v1 MutatingWebhookConfiguration': validateMutatingWebhooks,
  'admissionregistration.k8s.io/v1 ValidatingAdmissionPolicy': validatePolicy,
  'admissionregistration.k8s.io/v1 ValidatingAdmissionPolicyBinding': validatePolicyBinding,
  'admissionregistration.k8s.io/v1 ValidatingWebhookConfiguration': validateValidatingWebhooks,
};
