// A pod template, as workloads and PodTemplates have it. Source: ValidatePodTemplateSpec of pkg/apis/core/validation.
import type { JsonObject } from '../../kube/object.ts';
import { reportForbidden } from '../checks.ts';
import { validateAnnotations } from '../metadata.ts';
import { validateLabels } from '../selectors.ts';
import type { FieldErrors, Subject } from '../subject.ts';
import { listOf, objectOf, structOf } from '../values.ts';
import { checkProfilesAgree, validatePodAnnotations } from './annotations.ts';
import { validatePodSpec } from './spec.ts';

/** What is known beside a template: the release, and the template that an update replaces. */
export interface TemplateContext {
  readonly minor: number;
  readonly old?: JsonObject | undefined;
}

/** Checks a pod template; what its kind asks beyond it is for that kind. */
export function validatePodTemplate(
  out: FieldErrors,
  template: JsonObject,
  pointer: string,
  { minor, old }: TemplateContext,
): void {
  const metadata = structOf(template, 'metadata');
  const spec = structOf(template, 'spec');
  const at = `${pointer}/spec`;
  validateLabels(out, metadata, 'labels', `${pointer}/metadata`);
  validateAnnotations(out, metadata, `${pointer}/metadata`);
  validatePodAnnotations(out, metadata, spec, `${pointer}/metadata`);
  validatePodSpec(out, spec, at, { minor, old: old && objectOf(old, 'spec') });
  checkProfilesAgree(out, metadata, spec, at);
  if (listOf(spec, 'ephemeralContainers').length > 0) {
    reportForbidden(out, `${at}/ephemeralContainers`, 'ephemeralContainers', 'in a template');
  }
}

/** Checks a PodTemplate. */
export function validatePodTemplateKind({ object, old, minor }: Subject, out: FieldErrors): void {
  validatePodTemplate(out, structOf(object, 'template'), '/template', { minor, old: old && objectOf(old, 'template') });
}
