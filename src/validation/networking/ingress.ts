// What the API server refuses about an Ingress: hosts, paths, backends, TLS. Source: pkg/apis/networking/validation of Kubernetes.
import type { JsonObject } from '../../kube/object.ts';
import { quoted } from '../../kube/quoted.ts';
import { parseAddress } from '../addresses.ts';
import { checkGiven, checkOneOf, checkPort, checkText, reportRequired } from '../checks.ts';
import { dnsLabel, dnsSubdomain, type NameRule, portName, rfc1035Label, wildcardSubdomain } from '../names.ts';
import { type FieldErrors, type KindValidator, report } from '../subject.ts';
import { has, numberOf, objectOf, objectsOf, optionalTextOf, structOf, textOf, textsOf } from '../values.ts';
import { validateTypedReference } from './reference.ts';

const PATH_TYPES: readonly string[] = ['Exact', 'Prefix', 'ImplementationSpecific'];
const CLASS_ANNOTATION = 'kubernetes.io/ingress.class';
/** What a path that is compared as it stands must not contain. */
const ODD_SEQUENCES: readonly string[] = ['//', '/./', '/../', '%2f', '%2F'];
const ODD_ENDS: readonly string[] = ['/..', '/.'];
/** The release from which names of Services may start with a digit (feature RelaxedServiceNameValidation, on by default). */
const RELAXED_SERVICE_SINCE = 36;

/** What the API server refuses about a networking.k8s.io/v1 Ingress. */
export const validateIngress: KindValidator = ({ object, old, minor }, out) => {
  const spec = structOf(object, 'spec');
  const before = old && structOf(old, 'spec');
  const serviceName = minor < RELAXED_SERVICE_SINCE && !(before && usesRelaxedName(before)) ? rfc1035Label : dnsLabel;
  const rules = objectsOf(spec, 'rules');
  const fallback = objectOf(spec, 'defaultBackend');
  if (rules.length === 0 && !fallback) report(out, 'invalid', '/spec', 'spec must have defaultBackend or rules');
  if (fallback) validateBackend(out, fallback, '/spec/defaultBackend', serviceName);
  const anyWildcard = before !== undefined && hasFaultyWildcard(before);
  for (const [index, rule] of rules.entries()) {
    const at = `/spec/rules/${index}`;
    const wildcard = validateHost(out, textOf(rule, 'host'), `${at}/host`);
    if (!(wildcard && anyWildcard)) validateRule(out, rule, at, serviceName);
  }
  validateTls(out, spec, before);
  const name = optionalTextOf(spec, 'ingressClassName');
  if (name === undefined) return;
  checkText(out, '/spec/ingressClassName', 'ingressClassName', name, dnsSubdomain);
  const annotation = optionalTextOf(structOf(structOf(object, 'metadata'), 'annotations'), CLASS_ANNOTATION);
  if (old || annotation === undefined || annotation === name) return;
  const at = '/metadata/annotations/kubernetes.io~1ingress.class';
  report(out, 'invalid', at, `annotation ${quoted(CLASS_ANNOTATION)} must be the same as ingressClassName`);
};

/** Checks the host of a rule, which may be missing; true where it has a wildcard. */
function validateHost(out: FieldErrors, host: string, at: string): boolean {
  if (host === '') return false;
  const wildcard = host.includes('*');
  if (parseAddress(host)) report(out, 'invalid', at, `host ${quoted(host)} must be a DNS name, not an IP address`);
  else checkText(out, at, 'host', host, wildcard ? wildcardSubdomain : dnsSubdomain);
  return wildcard;
}

function validateRule(out: FieldErrors, rule: JsonObject, at: string, serviceName: NameRule): void {
  const http = objectOf(rule, 'http');
  if (!http) return;
  const paths = objectsOf(http, 'paths');
  if (paths.length === 0) reportRequired(out, `${at}/http/paths`, 'paths');
  for (const [index, path] of paths.entries()) {
    const place = `${at}/http/paths/${index}`;
    if (!has(path, 'pathType')) {
      reportRequired(out, `${place}/pathType`, 'pathType');
      continue;
    }
    if (checkOneOf(out, path, place, 'pathType', PATH_TYPES)) validatePath(out, path, `${place}/path`);
    validateBackend(out, structOf(path, 'backend'), `${place}/backend`, serviceName);
  }
}

function validatePath(out: FieldErrors, rule: JsonObject, at: string): void {
  const path = textOf(rule, 'path');
  const free = textOf(rule, 'pathType') === 'ImplementationSpecific';
  if (!path.startsWith('/') && !(free && path === '')) {
    report(out, 'invalid', at, `path ${quoted(path)} must start with \`/\``);
  }
  if (free) return;
  const odd = ODD_SEQUENCES.find((one) => path.includes(one));
  if (odd !== undefined) report(out, 'invalid', at, `path ${quoted(path)} must not contain ${quoted(odd)}`);
  const end = ODD_ENDS.find((one) => path.endsWith(one));
  if (end !== undefined) report(out, 'invalid', at, `path ${quoted(path)} must not end with ${quoted(end)}`);
}

function validateBackend(out: FieldErrors, backend: JsonObject, at: string, serviceName: NameRule): void {
  const resource = objectOf(backend, 'resource');
  const service = objectOf(backend, 'service');
  if ((resource === undefined) === (service === undefined)) {
    report(out, 'invalid', at, 'a backend must have either service or resource');
  } else if (resource) {
    validateTypedReference(out, resource, `${at}/resource`);
  } else if (service) {
    if (checkGiven(out, service, `${at}/service`, 'name')) {
      checkText(out, `${at}/service/name`, 'name', textOf(service, 'name'), serviceName);
    }
    validateServicePort(out, structOf(service, 'port'), `${at}/service/port`);
  }
}

function validateServicePort(out: FieldErrors, port: JsonObject, at: string): void {
  const name = textOf(port, 'name');
  const number = numberOf(port, 'number') ?? 0;
  if (name !== '' && number !== 0) report(out, 'invalid', at, 'port must have either name or number');
  else if (name !== '') checkText(out, `${at}/name`, 'name', name, portName);
  else if (number !== 0) checkPort(out, number, `${at}/number`, 'number');
  else reportRequired(out, at, 'name or number of the port');
}

function validateTls(out: FieldErrors, spec: JsonObject, before: JsonObject | undefined): void {
  const anySecret =
    before !== undefined && objectsOf(before, 'tls').some((one) => !isSecretName(textOf(one, 'secretName')));
  for (const [index, tls] of objectsOf(spec, 'tls').entries()) {
    const at = `/spec/tls/${index}`;
    for (const [host, text] of textsOf(tls, 'hosts').entries()) {
      checkText(out, `${at}/hosts/${host}`, 'host', text, text.includes('*') ? wildcardSubdomain : dnsSubdomain);
    }
    const secret = textOf(tls, 'secretName');
    if (!anySecret && !isSecretName(secret)) checkText(out, `${at}/secretName`, 'secretName', secret, dnsSubdomain);
  }
}

function isSecretName(name: string): boolean {
  return name === '' || dnsSubdomain(name) === undefined;
}

/** Faults that old objects have may stay: the rules became stricter than they were. */
function hasFaultyWildcard(before: JsonObject): boolean {
  return objectsOf(before, 'rules').some((rule) => {
    const faults: FieldErrors = [];
    if (textOf(rule, 'host').includes('*')) validateRule(faults, rule, '', rfc1035Label);
    return faults.length > 0;
  });
}

function usesRelaxedName(before: JsonObject): boolean {
  const paths = objectsOf(before, 'rules').flatMap((rule) => objectsOf(structOf(rule, 'http'), 'paths'));
  const backends = [structOf(before, 'defaultBackend'), ...paths.map((path) => structOf(path, 'backend'))];
  return backends.some((backend) => {
    const name = textOf(structOf(backend, 'service'), 'name');
    return name !== '' && dnsLabel(name) === undefined && rfc1035Label(name) !== undefined;
  });
}
