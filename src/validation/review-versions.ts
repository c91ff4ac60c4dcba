// Versions of reviews that a webhook understands: of admissions and of conversions.
// Source: validateAdmissionReviewVersions and validateConversionReviewVersions of Kubernetes.
import type { JsonObject } from '../kube/object.ts';
import { checkText, listed, reportDuplicate, reportRequired } from './checks.ts';
import { rfc1035Label } from './names.ts';
import { type FieldErrors, report } from './subject.ts';
import { textsOf } from './values.ts';

/** Checks a list of versions, of which the server must know one where `known` is given. */
export function validateReviewVersions(
  out: FieldErrors,
  owner: JsonObject,
  pointer: string,
  field: string,
  known: readonly string[] | undefined,
): void {
  const versions = textsOf(owner, field);
  const at = `${pointer}/${field}`;
  if (versions.length === 0) {
    reportRequired(out, at, field);
    return;
  }
  for (const [index, version] of versions.entries()) {
    if (versions.indexOf(version) < index) reportDuplicate(out, `${at}/${index}`, 'version', version);
    else checkText(out, `${at}/${index}`, 'version', version, rfc1035Label);
  }
  if (!known || versions.some((version) => known.includes(version))) return;
  report(out, 'invalid', at, `${field} must have ${listed(known)} among its items`);
}
