// `resourceClaims` of a pod spec, and what containers use of them. Source: validatePodResourceClaim and validateResourceClaimNames
// of pkg/apis/core/validation.
import type { JsonObject } from '../../kube/object.ts';
import { quoted } from '../../kube/quoted.ts';
import { checkText, reportDuplicate, reportForbidden, reportRequired } from '../checks.ts';
import { dnsLabel, dnsSubdomain } from '../names.ts';
import { type FieldErrors, report } from '../subject.ts';
import { has, objectsOf, optionalTextOf, structOf, textOf } from '../values.ts';
import type { PodContext } from './context.ts';

/** Annotation of Pods that a kubelet mirrors from its own files (core.MirrorPodAnnotationKey). */
export const MIRROR_ANNOTATION = 'kubernetes.io/config.mirror';

/** Checks the claims of a pod. */
export function validateResourceClaims(out: FieldErrors, spec: JsonObject, pointer: string, context: PodContext): void {
  const claims = objectsOf(spec, 'resourceClaims');
  if (claims.length === 0) return;
  if (context.metadata && has(structOf(context.metadata, 'annotations'), MIRROR_ANNOTATION)) {
    reportForbidden(out, `${pointer}/resourceClaims`, 'resourceClaims', 'in a mirrored static Pod');
    return;
  }
  const names = new Set<string>();
  for (const [index, claim] of claims.entries()) {
    const at = `${pointer}/resourceClaims/${index}`;
    const name = textOf(claim, 'name');
    if (name === '') reportRequired(out, `${at}/name`, 'name');
    else if (names.has(name)) reportDuplicate(out, `${at}/name`, 'name', name);
    else checkText(out, `${at}/name`, 'name', name, dnsLabel);
    names.add(name);
    const given = ['resourceClaimName', 'resourceClaimTemplateName'].filter((field) => has(claim, field));
    if (given.length !== 1) {
      report(out, 'invalid', at, 'a claim must have either `resourceClaimName` or `resourceClaimTemplateName`');
    }
    for (const field of given) {
      checkText(out, `${at}/${field}`, field, optionalTextOf(claim, field) ?? '', dnsSubdomain);
    }
  }
}

/** Names of the claims of a pod. */
export function claimNames(spec: JsonObject): ReadonlySet<string> {
  return new Set(objectsOf(spec, 'resourceClaims').map((claim) => textOf(claim, 'name')));
}

/** Checks `claims` of a container's resources: each names a claim of the pod, whole or one request of it, once. */
export function validateClaimUses(
  out: FieldErrors,
  resources: JsonObject,
  pointer: string,
  claims: ReadonlySet<string>,
): void {
  const uses = objectsOf(resources, 'claims');
  if (uses.length === 0) return;
  const whole = new Set<string>();
  const parts = new Map<string, Set<string>>();
  for (const [index, use] of uses.entries()) {
    const at = `${pointer}/claims/${index}`;
    const name = textOf(use, 'name');
    if (name === '') {
      reportRequired(out, `${at}/name`, 'name');
      continue;
    }
    const request = textOf(use, 'request');
    const known = parts.get(name) ?? new Set();
    parts.set(name, known);
    if (request !== '') checkText(out, `${at}/request`, 'request', request, dnsLabel);
    const again = whole.has(name) || (request === '' ? known.size > 0 : known.has(request));
    if (again) reportDuplicate(out, at, 'claim', request === '' ? name : `${name}/${request}`);
    if (request === '') whole.add(name);
    else known.add(request);
    if (claims.has(name)) continue;
    report(out, 'not-found', `${at}/name`, `there is no claim ${quoted(name)} in the resourceClaims of this pod`);
  }
}
