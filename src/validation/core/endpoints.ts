// What the API server refuses about Endpoints: addresses, ports and their names. Source: pkg/apis/core/validation of Kubernetes.
// Their successors are discovery/endpoint-slice.ts.
import type { JsonObject } from '../../kube/object.ts';
import { addressRule, reachableAddress } from '../addresses.ts';
import { checkOneOf, checkPort, checkText, reportRequired } from '../checks.ts';
import { dnsLabel, dnsSubdomain, type NameRule, qualifiedName } from '../names.ts';
import { PROTOCOLS } from '../pods/ports.ts';
import type { FieldErrors, KindValidator } from '../subject.ts';
import { has, isSame, listOf, memberOf, numberOf, objectsOf, textOf } from '../values.ts';

/** What the API server refuses about v1 Endpoints; what an update leaves as it was is not judged again. */
export const validateEndpoints: KindValidator = ({ object, old, minor }, out) => {
  if (old && isSame(memberOf(object, 'subsets'), memberOf(old, 'subsets'))) return;
  const address: NameRule = (text) => addressRule(minor)(text) ?? reachableAddress(text);
  for (const [index, subset] of objectsOf(object, 'subsets').entries()) {
    validateSubset(out, subset, `/subsets/${index}`, address);
  }
};

function validateSubset(out: FieldErrors, subset: JsonObject, at: string, address: NameRule): void {
  if (listOf(subset, 'addresses').length === 0 && listOf(subset, 'notReadyAddresses').length === 0) {
    reportRequired(out, at, 'addresses or notReadyAddresses');
  }
  for (const field of ['addresses', 'notReadyAddresses']) {
    for (const [index, one] of objectsOf(subset, field).entries()) {
      validateAddress(out, one, `${at}/${field}/${index}`, address);
    }
  }
  const ports = objectsOf(subset, 'ports');
  for (const [index, port] of ports.entries()) validatePort(out, port, `${at}/ports/${index}`, ports.length > 1);
}

function validateAddress(out: FieldErrors, one: JsonObject, at: string, address: NameRule): void {
  checkText(out, `${at}/ip`, 'ip', textOf(one, 'ip'), address);
  const hostname = textOf(one, 'hostname');
  if (hostname !== '') checkText(out, `${at}/hostname`, 'hostname', hostname, dnsLabel);
  if (has(one, 'nodeName')) checkText(out, `${at}/nodeName`, 'nodeName', textOf(one, 'nodeName'), dnsSubdomain);
}

function validatePort(out: FieldErrors, port: JsonObject, at: string, named: boolean): void {
  const name = textOf(port, 'name');
  if (name !== '') checkText(out, `${at}/name`, 'name', name, dnsLabel);
  else if (named) reportRequired(out, `${at}/name`, 'name', 'a subset of several ports names each');
  checkPort(out, numberOf(port, 'port') ?? 0, `${at}/port`, 'port');
  checkOneOf(out, port, at, 'protocol', PROTOCOLS);
  if (has(port, 'appProtocol')) {
    checkText(out, `${at}/appProtocol`, 'appProtocol', textOf(port, 'appProtocol'), qualifiedName);
  }
}
