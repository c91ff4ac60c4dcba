// References to objects of any kind by group, kind and name, as Ingresses and their classes have them.
// Source: pkg/apis/networking/validation of Kubernetes, validateIngressTypedLocalObjectReference.
import type { JsonObject } from '../../kube/object.ts';
import { checkName, checkText } from '../checks.ts';
import { dnsSubdomain, pathSegment } from '../names.ts';
import type { FieldErrors } from '../subject.ts';
import { optionalTextOf } from '../values.ts';

/** Checks a reference with `apiGroup` (optional), `kind` and `name`. */
export function validateTypedReference(out: FieldErrors, reference: JsonObject, pointer: string): void {
  const group = optionalTextOf(reference, 'apiGroup');
  if (group !== undefined) checkText(out, `${pointer}/apiGroup`, 'apiGroup', group, dnsSubdomain);
  checkName(out, reference, pointer, 'kind', pathSegment);
  checkName(out, reference, pointer, 'name', pathSegment);
}
