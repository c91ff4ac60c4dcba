// Pod templates of workloads that keep their Pods running, and the selectors that claim those Pods: what Deployment,
// ReplicaSet, StatefulSet, DaemonSet and ReplicationController have in common. Source: pkg/apis/apps/validation.
import type { JsonObject } from '../../kube/object.ts';
import { quoted } from '../../kube/quoted.ts';
import { reportForbidden, reportRequired } from '../checks.ts';
import { isEmptySelector, selectorMatches, validateLabelSelector } from '../selectors.ts';
import { type FieldErrors, report } from '../subject.ts';
import { has, objectOf, structOf, textOf } from '../values.ts';

/** Checks `selector` of a spec: it is there, selects something, and that is the Pods of `template`. */
export function validatePodSelector(out: FieldErrors, spec: JsonObject, pointer: string): void {
  const selector = objectOf(spec, 'selector');
  if (!selector) return reportRequired(out, `${pointer}/selector`, 'selector');
  validateLabelSelector(out, selector, `${pointer}/selector`);
  if (isEmptySelector(selector)) {
    report(out, 'invalid', `${pointer}/selector`, 'selector is empty, and must select the Pods of the template');
  }
  checkSelected(out, selector, structOf(spec, 'template'), `${pointer}/template`);
}

/** Checks that a selector selects the Pods of a template; nothing is said of a selector that is faulty in itself. */
export function checkSelected(out: FieldErrors, selector: JsonObject, template: JsonObject, pointer: string): void {
  if (selectorMatches(selector, structOf(structOf(template, 'metadata'), 'labels')) !== false) return;
  report(out, 'invalid', `${pointer}/metadata/labels`, 'labels of the template do not match the selector');
}

/** Checks what a template of Pods that run on must not say: to end, by itself or after a time. */
export function checkRunsOn(out: FieldErrors, template: JsonObject, pointer: string, kind: string): void {
  const spec = structOf(template, 'spec');
  const policy = textOf(spec, 'restartPolicy');
  if (policy !== 'Always') {
    const message = `restartPolicy ${quoted(policy)} must be \`Always\` in a ${kind}`;
    report(out, 'not-supported', `${pointer}/spec/restartPolicy`, message);
  }
  if (has(spec, 'activeDeadlineSeconds')) {
    const where = `${pointer}/spec/activeDeadlineSeconds`;
    reportForbidden(out, where, 'activeDeadlineSeconds', `in the template of a ${kind}`);
  }
}
