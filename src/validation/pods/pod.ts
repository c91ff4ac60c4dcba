// Pods themselves. Source: ValidatePodCreate and ValidatePodUpdate of pkg/apis/core/validation.
import { reportForbidden } from '../checks.ts';
import type { FieldErrors, KindValidator, Subject } from '../subject.ts';
import { listOf, objectOf, structOf, textOf } from '../values.ts';
import { checkAdmitted } from './admission.ts';
import { checkProfilesAgree, validatePodAnnotations } from './annotations.ts';
import { validatePodSpec } from './spec.ts';
import { validatePodTemplateKind } from './template.ts';
import { validatePodUpdate } from './update.ts';

/** Validators of Pods and what Pods are made from. */
export const POD_KINDS: Readonly<Record<string, KindValidator>> = {
  'v1 Pod': validatePod,
  'v1 PodTemplate': validatePodTemplateKind,
};

function validatePod({ object, old, minor }: Subject, out: FieldErrors): void {
  const metadata = structOf(object, 'metadata');
  const spec = structOf(object, 'spec');
  validatePodAnnotations(out, metadata, spec, '/metadata');
  validatePodSpec(out, spec, '/spec', { minor, metadata, old: old && objectOf(old, 'spec') });
  if (old) return validatePodUpdate(out, object, old);
  if (listOf(spec, 'ephemeralContainers').length > 0) {
    reportForbidden(out, '/spec/ephemeralContainers', 'ephemeralContainers', 'in a new Pod');
  }
  if (textOf(spec, 'nodeName') !== '' && listOf(spec, 'schedulingGates').length > 0) {
    reportForbidden(out, '/spec/nodeName', 'nodeName', 'while there are schedulingGates');
  }
  checkProfilesAgree(out, metadata, spec, '/spec');
  checkAdmitted(out, spec, '/spec');
}
