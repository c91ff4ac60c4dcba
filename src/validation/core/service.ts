// What the API server refuses about a Service: ports, traffic, what its type goes with, and what an update must leave.
// Source: pkg/apis/core/validation (validateService) of Kubernetes. Addresses are service-addresses.ts.
import type { Json, JsonObject } from '../../kube/object.ts';
import { quoted } from '../../kube/quoted.ts';
import { addressRule, networkRule, reachableAddress } from '../addresses.ts';
import {
  checkOneOf,
  checkPort,
  checkRange,
  checkText,
  checkUnchanged,
  reportDuplicate,
  reportForbidden,
  reportRequired,
} from '../checks.ts';
import { dnsLabel, dnsSubdomain, type NameRule, portName, qualifiedName } from '../names.ts';
import { PROTOCOLS } from '../pods/ports.ts';
import { validateLabels } from '../selectors.ts';
import { type FieldErrors, type KindValidator, report } from '../subject.ts';
import { has, listOf, memberOf, numberOf, objectOf, objectsOf, structOf, textOf, textsOf } from '../values.ts';
import { isHeadless, validateAddressChange, validateAddresses } from './service-addresses.ts';
import { isReachedFromOutside, needsHealthCheck, specOnCreate, specOnUpdate } from './service-update.ts';

const TYPES: readonly string[] = ['ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName'];
const AFFINITIES: readonly string[] = ['ClientIP', 'None'];
const TRAFFIC: readonly string[] = ['Cluster', 'Local'];
/** A day: pkg/apis/core, MaxClientIPServiceAffinitySeconds. */
const LONGEST_AFFINITY = 86_400;
const HINTS = 'service.kubernetes.io/topology-aware-hints';
const TOPOLOGY = 'service.kubernetes.io/topology-mode';
const SOURCE_RANGES = 'service.beta.kubernetes.io/load-balancer-source-ranges';
/** Since 1.34 (feature PreferSameTrafficDistribution). */
const SAME_ZONE_SINCE = 34;

/** What the API server refuses about a v1 Service. */
export const validateService: KindValidator = ({ object, old, minor }, out) => {
  const before = old && specOnCreate(structOf(old, 'spec'));
  const spec = before ? specOnUpdate(structOf(object, 'spec'), before) : specOnCreate(structOf(object, 'spec'));
  if (before) validateChange(out, spec, before);
  validateTopology(out, object);
  validateType(out, spec);
  validatePorts(out, spec);
  validateLabels(out, spec, 'selector', '/spec');
  validateAffinity(out, spec);
  validateAddresses(out, spec, before, minor);
  validateExternalAddresses(out, spec, before, minor);
  validateSourceRanges(out, object, old, spec, minor);
  validateLoadBalancer(out, spec);
  validateTraffic(out, spec, minor);
};

function validateTopology(out: FieldErrors, object: JsonObject): void {
  const annotations = structOf(structOf(object, 'metadata'), 'annotations');
  if (!has(annotations, HINTS) || !has(annotations, TOPOLOGY)) return;
  if (textOf(annotations, HINTS) === textOf(annotations, TOPOLOGY)) return;
  const at = '/metadata/annotations/service.kubernetes.io~1topology-mode';
  report(out, 'invalid', at, `annotation ${quoted(TOPOLOGY)} must be the same as ${quoted(HINTS)}`);
}

function validateType(out: FieldErrors, spec: JsonObject): void {
  checkOneOf(out, spec, '/spec', 'type', TYPES);
  const type = textOf(spec, 'type');
  const headless = isHeadless(spec);
  if (listOf(spec, 'ports').length === 0 && !headless && type !== 'ExternalName') {
    reportRequired(out, '/spec/ports', 'ports');
  }
  if (headless && (type === 'LoadBalancer' || type === 'NodePort')) {
    report(out, 'invalid', '/spec/clusterIP', `clusterIP must not be \`None\` with type ${quoted(type)}`);
  }
  if (type !== 'ExternalName') return;
  for (const field of ['clusterIPs', 'ipFamilies']) {
    if (listOf(spec, field).length > 0) reportForbidden(out, `/spec/${field}`, field, 'with type `ExternalName`');
  }
  if (has(spec, 'ipFamilyPolicy')) {
    reportForbidden(out, '/spec/ipFamilyPolicy', 'ipFamilyPolicy', 'with type `ExternalName`');
  }
  const target = textOf(spec, 'externalName').replace(/\.$/, '');
  if (target === '') reportRequired(out, '/spec/externalName', 'externalName', 'type is `ExternalName`');
  else checkText(out, '/spec/externalName', 'externalName', target, dnsSubdomain);
}

function validatePorts(out: FieldErrors, spec: JsonObject): void {
  const ports = objectsOf(spec, 'ports');
  const names = new Set<string>();
  const numbers = new Set<string>();
  const nodePorts = new Set<string>();
  for (const [index, port] of ports.entries()) {
    const at = `/spec/ports/${index}`;
    validatePort(out, port, at, ports.length > 1);
    const name = textOf(port, 'name');
    if (name !== '' && names.has(name)) reportDuplicate(out, `${at}/name`, 'name', name);
    names.add(name);
    const protocol = textOf(port, 'protocol');
    const number = `${numberOf(port, 'port') ?? 0}/${protocol}`;
    if (numbers.has(number)) reportDuplicate(out, at, 'port', number);
    numbers.add(number);
    const nodePort = numberOf(port, 'nodePort') ?? 0;
    if (nodePort === 0) continue;
    if (textOf(spec, 'type') === 'ClusterIP') {
      reportForbidden(out, `${at}/nodePort`, 'nodePort', 'with type `ClusterIP`');
    }
    const key = `${nodePort}/${protocol}`;
    if (nodePorts.has(key)) reportDuplicate(out, `${at}/nodePort`, 'nodePort', key);
    nodePorts.add(key);
  }
}

function validatePort(out: FieldErrors, port: JsonObject, at: string, named: boolean): void {
  const name = textOf(port, 'name');
  if (name !== '') checkText(out, `${at}/name`, 'name', name, dnsLabel);
  else if (named) reportRequired(out, `${at}/name`, 'name', 'a Service of several ports names each');
  checkPort(out, numberOf(port, 'port') ?? 0, `${at}/port`, 'port');
  checkOneOf(out, port, at, 'protocol', PROTOCOLS);
  checkPortReference(out, memberOf(port, 'targetPort'), `${at}/targetPort`, 'targetPort');
  if (has(port, 'appProtocol')) {
    checkText(out, `${at}/appProtocol`, 'appProtocol', textOf(port, 'appProtocol'), qualifiedName);
  }
}

/** Checks a port that may be a number or a name; an absent one counts as 0. */
function checkPortReference(out: FieldErrors, value: Json | undefined, pointer: string, label: string): boolean {
  if (typeof value === 'string') return checkText(out, pointer, label, value, portName);
  return checkPort(out, typeof value === 'number' ? value : 0, pointer, label);
}

function validateAffinity(out: FieldErrors, spec: JsonObject): void {
  checkOneOf(out, spec, '/spec', 'sessionAffinity', AFFINITIES);
  const affinity = textOf(spec, 'sessionAffinity');
  const at = '/spec/sessionAffinityConfig';
  const config = objectOf(spec, 'sessionAffinityConfig');
  if (affinity === 'None' && config) {
    reportForbidden(out, at, 'sessionAffinityConfig', 'with sessionAffinity `None`');
  } else if (affinity === 'ClientIP') {
    const client = structOf(config ?? {}, 'clientIP');
    const seconds = `${at}/clientIP`;
    if (!has(client, 'timeoutSeconds')) reportRequired(out, `${seconds}/timeoutSeconds`, 'timeoutSeconds');
    checkRange(out, client, seconds, 'timeoutSeconds', 1, LONGEST_AFFINITY);
  }
}

function validateExternalAddresses(
  out: FieldErrors,
  spec: JsonObject,
  old: JsonObject | undefined,
  minor: number,
): void {
  const known = old ? textsOf(old, 'externalIPs') : [];
  const rule = addressRule(minor);
  for (const [index, address] of textsOf(spec, 'externalIPs').entries()) {
    const both: NameRule = (text) => (known.includes(text) ? undefined : rule(text)) ?? reachableAddress(text);
    checkText(out, `/spec/externalIPs/${index}`, 'externalIPs', address, both);
  }
}

function validateSourceRanges(
  out: FieldErrors,
  object: JsonObject,
  old: JsonObject | undefined,
  spec: JsonObject,
  minor: number,
): void {
  const rule = networkRule(minor);
  const balanced = textOf(spec, 'type') === 'LoadBalancer';
  const ranges = textsOf(spec, 'loadBalancerSourceRanges');
  if (ranges.length > 0) {
    const at = '/spec/loadBalancerSourceRanges';
    if (!balanced) reportForbidden(out, at, 'loadBalancerSourceRanges', 'unless type is `LoadBalancer`');
    const known = old ? textsOf(structOf(old, 'spec'), 'loadBalancerSourceRanges').map((range) => range.trim()) : [];
    for (const [index, range] of ranges.entries()) {
      if (!known.includes(range.trim())) checkText(out, `${at}/${index}`, 'range', range.trim(), rule);
    }
    return;
  }
  const annotations = structOf(structOf(object, 'metadata'), 'annotations');
  if (!has(annotations, SOURCE_RANGES)) return;
  const at = '/metadata/annotations/service.beta.kubernetes.io~1load-balancer-source-ranges';
  if (!balanced) reportForbidden(out, at, `annotation ${quoted(SOURCE_RANGES)}`, 'unless type is `LoadBalancer`');
  const text = textOf(annotations, SOURCE_RANGES);
  const oldAnnotations = structOf(structOf(old ?? {}, 'metadata'), 'annotations');
  if (text.trim() === '' || textOf(oldAnnotations, SOURCE_RANGES) === text) return;
  for (const range of text.trim().split(',')) checkText(out, at, 'range', range.trim(), rule);
}

function validateLoadBalancer(out: FieldErrors, spec: JsonObject): void {
  const balanced = textOf(spec, 'type') === 'LoadBalancer';
  for (const field of ['allocateLoadBalancerNodePorts', 'loadBalancerClass']) {
    if (!balanced && has(spec, field)) reportForbidden(out, `/spec/${field}`, field, 'unless type is `LoadBalancer`');
  }
  if (balanced && has(spec, 'loadBalancerClass')) {
    checkText(out, '/spec/loadBalancerClass', 'loadBalancerClass', textOf(spec, 'loadBalancerClass'), qualifiedName);
  }
}

function validateTraffic(out: FieldErrors, spec: JsonObject, minor: number): void {
  const external = textOf(spec, 'externalTrafficPolicy');
  if (isReachedFromOutside(spec)) checkOneOf(out, spec, '/spec', 'externalTrafficPolicy', TRAFFIC);
  else if (external !== '') {
    const why = 'must be left out of a Service that is not reached from outside';
    report(out, 'invalid', '/spec/externalTrafficPolicy', `externalTrafficPolicy ${why}`);
  }
  const checked = numberOf(spec, 'healthCheckNodePort') ?? 0;
  if (checked !== 0 && !needsHealthCheck(spec)) {
    const why = 'must be left out unless type is `LoadBalancer` and externalTrafficPolicy `Local`';
    report(out, 'invalid', '/spec/healthCheckNodePort', `healthCheckNodePort ${why}`);
  } else if (checked !== 0) checkPort(out, checked, '/spec/healthCheckNodePort', 'healthCheckNodePort');
  checkOneOf(
    out,
    spec,
    '/spec',
    'internalTrafficPolicy',
    TRAFFIC,
    has(spec, 'internalTrafficPolicy') ? 'required' : 'optional',
  );
  if (!has(spec, 'trafficDistribution')) return;
  const same = minor < SAME_ZONE_SINCE ? [] : ['PreferSameZone', 'PreferSameNode'];
  checkOneOf(out, spec, '/spec', 'trafficDistribution', ['PreferClose', ...same]);
}

function validateChange(out: FieldErrors, spec: JsonObject, old: JsonObject): void {
  validateAddressChange(out, spec, old);
  if (textOf(old, 'type') === 'LoadBalancer' && textOf(spec, 'type') === 'LoadBalancer') {
    checkUnchanged(out, spec, old, '/spec', 'loadBalancerClass');
  }
  // A number that the server has allotted is in the old object only where that was read from the cluster.
  if (needsHealthCheck(old) && needsHealthCheck(spec) && numberOf(old, 'healthCheckNodePort')) {
    checkUnchanged(out, spec, old, '/spec', 'healthCheckNodePort');
  }
}
