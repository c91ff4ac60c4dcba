// What the API server refuses about a RuntimeClass: its handler, overhead and scheduling.
// Source: pkg/apis/node/validation of Kubernetes.
import type { JsonObject } from '../../kube/object.ts';
import { checkText, checkUnchanged, reportDuplicate } from '../checks.ts';
import { dnsLabel } from '../names.ts';
import { validateTolerations } from '../pods/tolerations.ts';
import { validateResources } from '../quantities.ts';
import { validateLabels } from '../selectors.ts';
import type { FieldErrors, KindValidator } from '../subject.ts';
import { objectOf, objectsOf, textOf } from '../values.ts';

/** What makes two tolerations the same in a RuntimeClass: the keys of the list. */
const IDENTITY: readonly string[] = ['key', 'operator', 'value', 'effect'];

const validateRuntimeClass: KindValidator = ({ object, old }, out) => {
  checkText(out, '/handler', 'handler', textOf(object, 'handler'), dnsLabel);
  if (old) checkUnchanged(out, object, old, '', 'handler');
  const fixed = objectOf(objectOf(object, 'overhead') ?? {}, 'podFixed');
  if (fixed) validateOverhead(out, fixed);
  const scheduling = objectOf(object, 'scheduling');
  if (!scheduling) return;
  validateLabels(out, scheduling, 'nodeSelector', '/scheduling');
  const tolerations = objectsOf(scheduling, 'tolerations');
  validateTolerations(out, tolerations, '/scheduling/tolerations');
  const seen = new Set<string>();
  for (const [index, toleration] of tolerations.entries()) {
    const key = JSON.stringify(IDENTITY.map((field) => textOf(toleration, field)));
    if (seen.has(key))
      reportDuplicate(out, `/scheduling/tolerations/${index}`, 'toleration', textOf(toleration, 'key'));
    seen.add(key);
  }
};

/** The overhead is judged as limits of a container are. */
function validateOverhead(out: FieldErrors, podFixed: JsonObject): void {
  const faults: FieldErrors = [];
  validateResources(faults, { limits: podFixed }, '');
  for (const { type, pointer, message } of faults) {
    out.push({ type, pointer: `/overhead/podFixed${pointer.replace(/^\/limits/, '')}`, message });
  }
}

/** Kinds of node.k8s.io to their validators. */
export const NODE: Readonly<Record<string, KindValidator>> = {
  'node.k8s.io/v1 RuntimeClass': validateRuntimeClass,
};
