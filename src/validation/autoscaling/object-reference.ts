// References of autoscalers to other objects: what is scaled, what is measured. Source: pkg/apis/autoscaling/validation.
import type { JsonObject } from '../../kube/object.ts';
import { quoted } from '../../kube/quoted.ts';
import { checkText, reportRequired } from '../checks.ts';
import { pathSegment } from '../names.ts';
import { type FieldErrors, report } from '../subject.ts';
import { textOf } from '../values.ts';

/** The release from which on the server looks at the apiVersion of references. */
export const API_VERSION_SINCE = 34;

/** Checks kind and name of a reference. */
export function validateObjectReference(out: FieldErrors, reference: JsonObject, pointer: string): void {
  for (const field of ['kind', 'name']) {
    const text = textOf(reference, field);
    if (text === '') reportRequired(out, `${pointer}/${field}`, field);
    else checkText(out, `${pointer}/${field}`, field, text, pathSegment);
  }
}

/** Checks that a reference's `apiVersion` can be read: a version, or a group, `/` and a version. */
export function checkApiVersion(out: FieldErrors, reference: JsonObject, pointer: string): boolean {
  const apiVersion = textOf(reference, 'apiVersion');
  if (apiVersion.split('/').length <= 2) return true;
  report(
    out,
    'invalid',
    `${pointer}/apiVersion`,
    `apiVersion ${quoted(apiVersion)} must be a group, \`/\` and a version`,
  );
  return false;
}
