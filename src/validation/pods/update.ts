// What an update may change of a Pod: images, deadlines, tolerations, gates, and of a Pod that is still gated where it may run.
// Source: ValidatePodUpdate of pkg/apis/core/validation.
import type { JsonObject } from '../../kube/object.ts';
import { quoted } from '../../kube/quoted.ts';
import { type FieldErrors, report } from '../subject.ts';
import { has, isSame, memberOf, numberOf, objectOf, objectsOf, structOf, textEntriesOf } from '../values.ts';
import { APP_ARMOR } from './annotations.ts';
import { MIRROR_ANNOTATION } from './claims.ts';
import { withoutClosedGates } from './closed-gates.ts';
import { checkGatesRemoved, checkTolerationsKept } from './tolerations.ts';

/** Checks an update of a Pod against the Pod as it was. */
export function validatePodUpdate(out: FieldErrors, object: JsonObject, old: JsonObject): void {
  checkAnnotationsKept(out, structOf(object, 'metadata'), structOf(old, 'metadata'));
  const spec = withoutClosedGates(structOf(object, 'spec'));
  const before = withoutClosedGates(structOf(old, 'spec'));
  for (const list of ['containers', 'initContainers']) {
    if (objectsOf(spec, list).length === objectsOf(before, list).length) continue;
    report(out, 'forbidden', `/spec/${list}`, `${list} of a Pod must not become more or fewer`);
    return;
  }
  checkDeadline(out, spec, before);
  checkTolerationsKept(out, spec, before, '/spec');
  checkGatesRemoved(out, spec, before, '/spec');
  checkUnchangedFields(out, spec, before);
}

function checkAnnotationsKept(out: FieldErrors, metadata: JsonObject, before: JsonObject): void {
  const now = new Map(textEntriesOf(metadata, 'annotations'));
  const then = new Map(textEntriesOf(before, 'annotations'));
  for (const key of new Set([...now.keys(), ...then.keys()])) {
    if (now.get(key) === then.get(key) || !(key.startsWith(APP_ARMOR) || key === MIRROR_ANNOTATION)) continue;
    report(out, 'forbidden', '/metadata/annotations', `annotation ${quoted(key)} of a Pod must not change`);
  }
}

function checkDeadline(out: FieldErrors, spec: JsonObject, before: JsonObject): void {
  const now = numberOf(spec, 'activeDeadlineSeconds');
  const then = numberOf(before, 'activeDeadlineSeconds');
  if (then === undefined || (now !== undefined && now <= then)) return;
  const is = now === undefined ? 'is gone' : `is ${now}`;
  report(
    out,
    'invalid',
    '/spec/activeDeadlineSeconds',
    `activeDeadlineSeconds ${is}, and must be no more than ${then}`,
  );
}

/** Fields with rules of their own for an update. */
const JUDGED_ELSEWHERE: ReadonlySet<string> = new Set([
  'activeDeadlineSeconds',
  'tolerations',
  'schedulingGates',
  // the older name of serviceAccountName
  'serviceAccount',
]);

/** Fields that the server takes from the Pod as it was, where they are left out (admission plugin Priority). */
const KEPT: ReadonlySet<string> = new Set(['priority', 'preemptionPolicy']);

function checkUnchangedFields(out: FieldErrors, spec: JsonObject, before: JsonObject): void {
  const gated = objectsOf(before, 'schedulingGates').length > 0;
  for (const field of new Set([...Object.keys(spec), ...Object.keys(before)])) {
    const now = memberOf(spec, field);
    const then = memberOf(before, field);
    if (JUDGED_ELSEWHERE.has(field) || isSame(now, then) || (now === undefined && KEPT.has(field))) continue;
    if (field === 'containers' || field === 'initContainers') checkContainers(out, spec, before, field);
    else if (gated && field === 'nodeSelector') checkSelectorGrows(out, spec, before);
    else if (gated && field === 'affinity') checkAffinity(out, spec, before);
    else if (field !== 'terminationGracePeriodSeconds' || now !== 1 || typeof then !== 'number' || then >= 0) {
      report(out, 'forbidden', `/spec/${field}`, `${field} of a Pod must not change`);
    }
  }
}

function checkContainers(out: FieldErrors, spec: JsonObject, before: JsonObject, list: string): void {
  const then = objectsOf(before, list);
  for (const [index, container] of objectsOf(spec, list).entries()) {
    const previous = then[index] ?? {};
    for (const field of new Set([...Object.keys(container), ...Object.keys(previous)])) {
      if (field === 'image' || isSame(memberOf(container, field), memberOf(previous, field))) continue;
      report(out, 'forbidden', `/spec/${list}/${index}/${field}`, `${field} of a container of a Pod must not change`);
    }
  }
}

function checkSelectorGrows(out: FieldErrors, spec: JsonObject, before: JsonObject): void {
  const now = structOf(spec, 'nodeSelector');
  if (textEntriesOf(before, 'nodeSelector').every(([key, value]) => memberOf(now, key) === value)) return;
  report(out, 'invalid', '/spec/nodeSelector', 'nodeSelector of a gated Pod may only be added to');
}

function checkAffinity(out: FieldErrors, spec: JsonObject, before: JsonObject): void {
  const now = structOf(spec, 'affinity');
  const then = structOf(before, 'affinity');
  for (const field of ['podAffinity', 'podAntiAffinity']) {
    if (isSame(memberOf(now, field), memberOf(then, field))) continue;
    report(out, 'forbidden', `/spec/affinity/${field}`, `${field} of a Pod must not change`);
  }
  const at = '/spec/affinity/nodeAffinity';
  const required = 'requiredDuringSchedulingIgnoredDuringExecution';
  const previous = objectOf(structOf(then, 'nodeAffinity'), required);
  if (!has(then, 'nodeAffinity') || !previous) return;
  const terms = objectsOf(structOf(structOf(now, 'nodeAffinity'), required), 'nodeSelectorTerms');
  const old = objectsOf(previous, 'nodeSelectorTerms');
  const grown = terms.length === old.length && old.every((term, index) => growsFrom(terms[index] ?? {}, term));
  if (old.length === 0 || grown) return;
  report(out, 'invalid', `${at}/${required}`, 'nodeAffinity of a gated Pod may only be added to, and not by terms');
}

/** Whether a term only gained requirements; an empty one selects nothing, and must stay so. */
function growsFrom(term: JsonObject, before: JsonObject): boolean {
  const fields = ['matchExpressions', 'matchFields'];
  const wasEmpty = fields.every((field) => objectsOf(before, field).length === 0);
  return fields.every((field) => {
    const now = objectsOf(term, field);
    const then = objectsOf(before, field);
    return wasEmpty ? now.length === 0 : isSame(now.slice(0, then.length), then);
  });
}
