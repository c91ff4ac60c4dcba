// What the API server refuses about a NetworkPolicy: selectors, peers, ports, networks.
// Source: pkg/apis/networking/validation of Kubernetes.
import type { JsonObject } from '../../kube/object.ts';
import { quoted } from '../../kube/quoted.ts';
import { isStrictSubnet, networkRule, parseNetwork } from '../addresses.ts';
import { checkOneOf, checkPort, checkText, listed, reportForbidden, reportRequired } from '../checks.ts';
import { portName } from '../names.ts';
import { type SelectorLeave, validateLabelSelector } from '../selectors.ts';
import { type FieldErrors, type KindValidator, report } from '../subject.ts';
import { has, memberOf, numberOf, objectOf, objectsOf, structOf, textOf, textsOf } from '../values.ts';

const PROTOCOLS: readonly string[] = ['TCP', 'UDP', 'SCTP'];
const POLICY_TYPES: readonly string[] = ['Ingress', 'Egress'];
/** Directions and what their rules call the peers. */
const DIRECTIONS = [
  ['ingress', 'from'],
  ['egress', 'to'],
] as const;

/** What the rules of one object are judged by: what an update may keep of the old one. */
interface Terms {
  readonly minor: number;
  readonly known: ReadonlySet<string>;
  readonly leave: SelectorLeave;
}

/** What the API server refuses about a networking.k8s.io/v1 NetworkPolicy. */
export const validateNetworkPolicy: KindValidator = ({ object, old, minor }, out) => {
  const spec = structOf(object, 'spec');
  const before = old && structOf(old, 'spec');
  const terms: Terms = {
    minor,
    known: networksOf(before),
    leave: { anyValue: before !== undefined && isFaulty(before) },
  };
  validateLabelSelector(out, objectOf(spec, 'podSelector'), '/spec/podSelector', terms.leave);
  for (const [direction, side] of DIRECTIONS) {
    for (const [index, rule] of objectsOf(spec, direction).entries()) {
      const at = `/spec/${direction}/${index}`;
      for (const [n, port] of objectsOf(rule, 'ports').entries()) validatePort(out, port, `${at}/ports/${n}`);
      for (const [n, peer] of objectsOf(rule, side).entries()) validatePeer(out, peer, `${at}/${side}/${n}`, terms);
    }
  }
  const types = textsOf(spec, 'policyTypes');
  if (types.length > POLICY_TYPES.length) {
    report(out, 'invalid', '/spec/policyTypes', 'policyTypes must have no more than two items');
    return;
  }
  for (const [index, type] of types.entries()) {
    if (POLICY_TYPES.includes(type)) continue;
    const at = `/spec/policyTypes/${index}`;
    report(out, 'not-supported', at, `policyTypes ${quoted(type)} must be ${listed(POLICY_TYPES)}`);
  }
};

function validatePort(out: FieldErrors, port: JsonObject, at: string): void {
  if (has(port, 'protocol')) checkOneOf(out, port, at, 'protocol', PROTOCOLS);
  const value = memberOf(port, 'port');
  const end = numberOf(port, 'endPort');
  if (typeof value === 'number') {
    checkPort(out, value, `${at}/port`, 'port');
    if (end === undefined) return;
    if (end < value) report(out, 'invalid', `${at}/endPort`, `endPort is ${end}, and must not be less than port`);
    checkPort(out, end, `${at}/endPort`, 'endPort');
    return;
  }
  if (end !== undefined) report(out, 'invalid', `${at}/endPort`, 'endPort must be left out unless port is a number');
  if (typeof value === 'string') checkText(out, `${at}/port`, 'port', value, portName);
}

function validatePeer(out: FieldErrors, peer: JsonObject, at: string, terms: Terms): void {
  const pods = objectOf(peer, 'podSelector');
  const namespaces = objectOf(peer, 'namespaceSelector');
  const block = objectOf(peer, 'ipBlock');
  validateLabelSelector(out, pods, `${at}/podSelector`, terms.leave);
  validateLabelSelector(out, namespaces, `${at}/namespaceSelector`, terms.leave);
  if (block) validateBlock(out, block, `${at}/ipBlock`, terms);
  if (!pods && !namespaces && !block) reportRequired(out, at, 'podSelector, namespaceSelector or ipBlock');
  else if (block && (pods || namespaces)) reportForbidden(out, at, 'ipBlock', 'beside a selector');
}

function validateBlock(out: FieldErrors, block: JsonObject, at: string, terms: Terms): void {
  const text = textOf(block, 'cidr');
  if (text === '') {
    reportRequired(out, `${at}/cidr`, 'cidr');
    return;
  }
  checkNetwork(out, text, `${at}/cidr`, 'cidr', terms);
  const network = parseNetwork(text);
  if (!network) return;
  for (const [index, one] of textsOf(block, 'except').entries()) {
    const place = `${at}/except/${index}`;
    checkNetwork(out, one, place, 'except', terms);
    const except = parseNetwork(one);
    if (!except || isStrictSubnet(network, except)) continue;
    report(out, 'invalid', place, `except ${quoted(one)} must lie within cidr ${quoted(text)} and be smaller`);
  }
}

function checkNetwork(out: FieldErrors, text: string, at: string, label: string, { known, minor }: Terms): void {
  if (!known.has(text)) checkText(out, at, label, text, networkRule(minor));
}

/** Networks that the old object has; an update may keep them, however they are written. */
function networksOf(spec: JsonObject = {}): ReadonlySet<string> {
  const known = new Set<string>();
  for (const [direction, side] of DIRECTIONS) {
    for (const rule of objectsOf(spec, direction)) {
      for (const peer of objectsOf(rule, side)) {
        const block = structOf(peer, 'ipBlock');
        for (const text of [textOf(block, 'cidr'), ...textsOf(block, 'except')]) known.add(text);
      }
    }
  }
  return known;
}

function isFaulty(spec: JsonObject): boolean {
  const faults: FieldErrors = [];
  validateLabelSelector(faults, objectOf(spec, 'podSelector'), '');
  return faults.length > 0;
}
