// ReplicationControllers as the API server validates them. Source: pkg/apis/core/validation
// (ValidateReplicationControllerSpec).
import { checkRunsOn } from '../apps/template.ts';
import { checkNonNegative, reportRequired } from '../checks.ts';
import { validatePodTemplate } from '../pods/template.ts';
import { labelsMatch } from '../selectors.ts';
import { type FieldErrors, report, type Subject } from '../subject.ts';
import { numberOf, objectOf, structOf } from '../values.ts';

/** Validates a ReplicationController. */
export function validateReplicationController({ object, old, minor }: Subject, out: FieldErrors): void {
  const spec = structOf(object, 'spec');
  const template = objectOf(spec, 'template');
  const selector = structOf(spec, 'selector');
  if (numberOf(spec, 'replicas') === undefined) reportRequired(out, '/spec/replicas', 'replicas');
  checkNonNegative(out, spec, '/spec', 'replicas');
  checkNonNegative(out, spec, '/spec', 'minReadySeconds');
  const selects = Object.keys(selector).length > 0;
  if (!selects) reportRequired(out, '/spec/selector', 'selector', 'the template has no labels to take it from');
  if (!template) return reportRequired(out, '/spec/template', 'template');
  if (selects && !labelsMatch(selector, structOf(structOf(template, 'metadata'), 'labels'))) {
    report(out, 'invalid', '/spec/template/metadata/labels', 'labels of the template do not match the selector');
  }
  const before = old && objectOf(structOf(old, 'spec'), 'template');
  validatePodTemplate(out, template, '/spec/template', { minor, old: before });
  checkRunsOn(out, template, '/spec/template', 'ReplicationController');
}
