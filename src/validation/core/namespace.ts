// What the API server refuses about a Namespace: finalizers, and labels of Pod Security that no admission could follow.
// Source: pkg/apis/core/validation of Kubernetes, k8s.io/pod-security-admission (a plugin that is on by default).
import { joinPointer } from '../../change/pointer.ts';
import type { JsonObject } from '../../kube/object.ts';
import { checkText, listed } from '../checks.ts';
import { type NameRule, qualifiedName } from '../names.ts';
import type { FieldErrors, KindValidator } from '../subject.ts';
import { has, memberOf, structOf, textOf, textsOf } from '../values.ts';

const LEVELS: readonly string[] = ['privileged', 'baseline', 'restricted'];
const MODES: readonly string[] = ['enforce', 'audit', 'warn'];
const STANDARD_FINALIZERS: readonly string[] = ['kubernetes', 'orphan', 'foregroundDeletion'];

/** What the API server refuses about a v1 Namespace. */
export const validateNamespace: KindValidator = ({ object, old }, out) => {
  // An update keeps the finalizers of the old object, whatever the new one says.
  const finalizers = old ? [] : textsOf(structOf(object, 'spec'), 'finalizers');
  for (const [index, one] of finalizers.entries())
    checkText(out, `/spec/finalizers/${index}`, 'finalizer', one, finalizer);
  const labels = labelsOf(object);
  if (!old || podSecurityLabels(labels).some((label) => memberOf(labels, label) !== memberOf(labelsOf(old), label))) {
    validatePodSecurity(out, labels);
  }
};

const finalizer: NameRule = (text) =>
  qualifiedName(text) ??
  (text.includes('/') || STANDARD_FINALIZERS.includes(text) ? undefined : 'must have a DNS name and `/` before it');

function labelsOf(object: JsonObject): JsonObject {
  return structOf(structOf(object, 'metadata'), 'labels');
}

function podSecurityLabels(labels: JsonObject): readonly string[] {
  const all = MODES.flatMap((mode) => [
    `pod-security.kubernetes.io/${mode}`,
    `pod-security.kubernetes.io/${mode}-version`,
  ]);
  return all.filter((label) => has(labels, label));
}

function validatePodSecurity(out: FieldErrors, labels: JsonObject): void {
  for (const label of podSecurityLabels(labels)) {
    const rule = label.endsWith('-version') ? policyVersion : policyLevel;
    checkText(out, joinPointer('/metadata/labels', label), label, textOf(labels, label), rule);
  }
}

const policyLevel: NameRule = (text) => (LEVELS.includes(text) ? undefined : `must be ${listed(LEVELS)}`);

const policyVersion: NameRule = (text) =>
  text === 'latest' || /^v1\.(?:[0-9]|[1-9][0-9]*)$/.test(text)
    ? undefined
    : 'must be `latest` or a release, as in `v1.35`';
