// What the API server refuses about an EndpointSlice: addresses by their type, ports, hints.
// Source: pkg/apis/discovery/validation of Kubernetes.
import type { JsonObject } from '../../kube/object.ts';
import { addressRule, canonicalAddress, parseAddress, reachableAddress } from '../addresses.ts';
import { checkOneOf, checkText, checkUnchanged, reportDuplicate, reportRequired } from '../checks.ts';
import {
  dnsLabel,
  dnsSubdomain,
  fullyQualifiedDomainName,
  labelValue,
  type NameRule,
  qualifiedName,
} from '../names.ts';
import { PROTOCOLS } from '../pods/ports.ts';
import { type FieldErrors, type KindValidator, report } from '../subject.ts';
import { has, isSame, listOf, memberOf, objectOf, objectsOf, textOf, textsOf } from '../values.ts';

const ADDRESS_TYPES: readonly string[] = ['FQDN', 'IPv4', 'IPv6'];
const MOST = { addresses: 100, endpoints: 1000, ports: 20_000, forZones: 8, forNodes: 8 } as const;
/** The release from which hints may name nodes; before it they are dropped (feature PreferSameTrafficDistribution). */
const NODE_HINTS_SINCE = 34;

/** What the API server refuses about a discovery.k8s.io/v1 EndpointSlice. */
const validateEndpointSlice: KindValidator = ({ object, old, minor }, out) => {
  checkOneOf(out, object, '', 'addressType', ADDRESS_TYPES);
  if (old) checkUnchanged(out, object, old, '', 'addressType');
  validatePorts(out, object);
  // What an update leaves as it was is not judged again.
  if (old && isSame(memberOf(object, 'endpoints'), memberOf(old, 'endpoints'))) return;
  if (!checkCount(out, object, '', 'endpoints')) return;
  const rule = ruleFor(textOf(object, 'addressType'), minor);
  for (const [index, endpoint] of objectsOf(object, 'endpoints').entries()) {
    validateEndpoint(out, endpoint, `/endpoints/${index}`, rule, minor);
  }
};

function checkCount(out: FieldErrors, object: JsonObject, at: string, field: keyof typeof MOST): boolean {
  const count = listOf(object, field).length;
  if (count <= MOST[field]) return true;
  report(out, 'too-many', `${at}/${field}`, `${field} has ${count} items, and must have no more than ${MOST[field]}`);
  return false;
}

/** The rule for addresses of a type; those of an unknown type are not judged. */
function ruleFor(type: string, minor: number): NameRule {
  if (type === 'FQDN') return fullyQualifiedDomainName;
  if (type !== 'IPv4' && type !== 'IPv6') return () => undefined;
  const syntax = type === 'IPv4' ? addressRule(minor) : canonicalAddress;
  const family = type === 'IPv4' ? 4 : 6;
  return (text) => {
    const fault = syntax(text);
    if (fault !== undefined) return fault;
    return parseAddress(text)?.family === family ? reachableAddress(text) : `must be an ${type} address`;
  };
}

function validateEndpoint(out: FieldErrors, endpoint: JsonObject, at: string, rule: NameRule, minor: number): void {
  const addresses = textsOf(endpoint, 'addresses');
  if (addresses.length === 0) reportRequired(out, `${at}/addresses`, 'addresses');
  checkCount(out, endpoint, at, 'addresses');
  for (const [index, address] of addresses.entries()) {
    checkText(out, `${at}/addresses/${index}`, 'address', address, rule);
  }
  if (has(endpoint, 'nodeName'))
    checkText(out, `${at}/nodeName`, 'nodeName', textOf(endpoint, 'nodeName'), dnsSubdomain);
  if (has(endpoint, 'hostname')) checkText(out, `${at}/hostname`, 'hostname', textOf(endpoint, 'hostname'), dnsLabel);
  const hints = objectOf(endpoint, 'hints');
  if (!hints || !validateHints(out, hints, `${at}/hints`, 'forZones', labelValue)) return;
  if (minor >= NODE_HINTS_SINCE) validateHints(out, hints, `${at}/hints`, 'forNodes', dnsSubdomain);
}

function validateHints(
  out: FieldErrors,
  hints: JsonObject,
  at: string,
  field: 'forZones' | 'forNodes',
  rule: NameRule,
): boolean {
  if (!checkCount(out, hints, at, field)) return false;
  const seen = new Set<string>();
  for (const [index, hint] of objectsOf(hints, field).entries()) {
    const place = `${at}/${field}/${index}/name`;
    const name = textOf(hint, 'name');
    if (seen.has(name)) reportDuplicate(out, place, 'name', name);
    seen.add(name);
    checkText(out, place, 'name', name, rule);
  }
  return true;
}

function validatePorts(out: FieldErrors, object: JsonObject): void {
  if (!checkCount(out, object, '', 'ports')) return;
  const names = new Set<string>();
  for (const [index, port] of objectsOf(object, 'ports').entries()) {
    const at = `/ports/${index}`;
    const name = textOf(port, 'name');
    if (name !== '') checkText(out, `${at}/name`, 'name', name, dnsLabel);
    if (names.has(name)) reportDuplicate(out, `${at}/name`, 'name', name);
    names.add(name);
    checkOneOf(out, port, at, 'protocol', PROTOCOLS);
    if (has(port, 'appProtocol')) {
      checkText(out, `${at}/appProtocol`, 'appProtocol', textOf(port, 'appProtocol'), qualifiedName);
    }
  }
}

/** Kinds of discovery.k8s.io to their validators. */
export const DISCOVERY: Readonly<Record<string, KindValidator>> = {
  'discovery.k8s.io/v1 EndpointSlice': validateEndpointSlice,
};
