// What the API server refuses about a Node: taints, pod networks, and changes of what is set once. Its status is the kubelet's.
// Source: pkg/apis/core/validation of Kubernetes.
import type { JsonObject } from '../../kube/object.ts';
import { networkRule, parseNetwork } from '../addresses.ts';
import { checkOneOf, checkText, reportDuplicate, reportForbidden } from '../checks.ts';
import { labelValue, qualifiedName } from '../names.ts';
import { TAINT_EFFECTS } from '../pods/tolerations.ts';
import { type FieldErrors, type KindValidator, report } from '../subject.ts';
import { isSame, objectsOf, structOf, textOf, textsOf } from '../values.ts';

/** What the API server refuses about a v1 Node. */
export const validateNode: KindValidator = ({ object, old, minor }, out) => {
  const spec = structOf(object, 'spec');
  validateTaints(out, objectsOf(spec, 'taints'), '/spec/taints');
  validatePodNetworks(out, spec, minor);
  if (old) validateChange(out, spec, structOf(old, 'spec'));
};

/** Networks as the server reads them: `podCIDR` is the first of `podCIDRs`, and alone where both disagree. */
function networksOf(spec: JsonObject): { readonly networks: readonly string[]; readonly field: string } {
  const single = textOf(spec, 'podCIDR');
  const networks = textsOf(spec, 'podCIDRs');
  return single !== '' && single !== networks[0]
    ? { networks: [single], field: 'podCIDR' }
    : { networks, field: 'podCIDRs' };
}

function validatePodNetworks(out: FieldErrors, spec: JsonObject, minor: number): void {
  const { networks, field } = networksOf(spec);
  const rule = networkRule(minor);
  for (const [index, network] of networks.entries()) {
    checkText(out, field === 'podCIDR' ? '/spec/podCIDR' : `/spec/podCIDRs/${index}`, field, network, rule);
  }
  const families = new Set(networks.map((network) => parseNetwork(network)?.address.family));
  if (networks.length < 2 || (networks.length === 2 && families.size === 2)) return;
  report(out, 'invalid', '/spec/podCIDRs', 'podCIDRs must have no more than one network of each address family');
}

function validateChange(out: FieldErrors, spec: JsonObject, old: JsonObject): void {
  const before = networksOf(old).networks;
  if (before.length > 0 && !isSame(networksOf(spec).networks, before)) {
    report(out, 'immutable', '/spec/podCIDRs', 'podCIDRs must not change once they are set');
  }
  const provider = textOf(old, 'providerID');
  if (provider !== '' && provider !== textOf(spec, 'providerID')) {
    report(out, 'immutable', '/spec/providerID', 'providerID must not change once it is set');
  }
  if (textOf(spec, 'externalID') !== textOf(old, 'externalID')) {
    reportForbidden(out, '/spec/externalID', 'externalID', 'to change');
  }
}

/** Checks a list of taints; none may have key and effect of another one. */
function validateTaints(out: FieldErrors, taints: readonly JsonObject[], pointer: string): void {
  const seen = new Set<string>();
  for (const [index, taint] of taints.entries()) {
    const at = `${pointer}/${index}`;
    const key = textOf(taint, 'key');
    checkText(out, `${at}/key`, 'key', key, qualifiedName);
    checkText(out, `${at}/value`, 'value', textOf(taint, 'value'), labelValue);
    checkOneOf(out, taint, at, 'effect', TAINT_EFFECTS);
    const both = `${key}:${textOf(taint, 'effect')}`;
    if (seen.has(both)) reportDuplicate(out, at, 'taint', both);
    seen.add(both);
  }
}
