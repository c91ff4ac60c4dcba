// What the API server refuses about a ResourceClaim, its template, or a DeviceClass: requests, constraints, configuration.
// Source: pkg/apis/resource/validation of Kubernetes.
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../../kube/object.ts';
import { checkName, checkOneOf, checkText, listed, reportDuplicate, reportRequired } from '../checks.ts';
import { validateTemplateMetadata } from '../metadata.ts';
import { dnsLabel, dnsSubdomain, labelValue, type NameRule, qualifiedName } from '../names.ts';
import { isExtendedResource } from '../quantities.ts';
import { type FieldErrors, type KindValidator, report } from '../subject.ts';
import { has, isSame, memberOf, numberOf, objectOf, objectsOf, structOf, textOf } from '../values.ts';
import {
  ALL_FEATURES_SINCE,
  checkMost,
  checkTexts,
  deviceFullName,
  validateConfiguration,
  validateSelectors,
} from './devices.ts';

const MOST_REQUESTS = 32;
const MOST_ALTERNATIVES = 8;
const MODES: readonly string[] = ['All', 'ExactCount'];
/** Effects of taints of devices. */
export const DEVICE_EFFECTS: readonly string[] = ['NoExecute', 'NoSchedule', 'None'];

/** What the API server refuses about a resource.k8s.io/v1 ResourceClaim. */
export const validateClaim: KindValidator = ({ object, old, minor }, out) => {
  if (old) keepSpec(out, object, old, minor);
  else validateDevices(out, structOf(structOf(object, 'spec'), 'devices'), '/spec/devices', minor);
};

/** What the API server refuses about a resource.k8s.io/v1 ResourceClaimTemplate. */
export const validateClaimTemplate: KindValidator = ({ object, old, minor }, out) => {
  if (old) {
    keepSpec(out, object, old, minor);
    return;
  }
  const spec = structOf(object, 'spec');
  validateTemplateMetadata(out, structOf(spec, 'metadata'), '/spec/metadata');
  validateDevices(out, structOf(structOf(spec, 'spec'), 'devices'), '/spec/spec/devices', minor);
};

/** What the API server refuses about a resource.k8s.io/v1 DeviceClass. */
export const validateDeviceClass: KindValidator = ({ object, minor }, out) => {
  const spec = structOf(object, 'spec');
  validateSelectors(out, spec, '/spec');
  if (checkMost(out, spec, '/spec', 'config', MOST_REQUESTS)) {
    for (const [index, config] of objectsOf(spec, 'config').entries()) {
      validateConfiguration(out, config, `/spec/config/${index}`);
    }
  }
  if (minor < ALL_FEATURES_SINCE || !has(spec, 'extendedResourceName')) return;
  const rule: NameRule = (text) => (isExtendedResource(text) ? undefined : 'must be the name of an extended resource');
  checkText(out, '/spec/extendedResourceName', 'extendedResourceName', textOf(spec, 'extendedResourceName'), rule);
};

/** Fields of features that are off by default before 1.36; the server drops them before it compares. */
const DROPPED: ReadonlySet<string> = new Set(['tolerations', 'distinctAttribute', 'capacity']);

function keepSpec(out: FieldErrors, object: JsonObject, old: JsonObject, minor: number): void {
  const kept = (value: Json | undefined): Json | undefined =>
    minor < ALL_FEATURES_SINCE ? withoutDropped(value) : value;
  if (isSame(kept(memberOf(object, 'spec')), kept(memberOf(old, 'spec')))) return;
  report(out, 'immutable', '/spec', 'spec must not change; delete the object and create it anew');
}

/** The value without those fields; what drivers are told in `parameters` is theirs. */
function withoutDropped(value: Json | undefined): Json | undefined {
  if (isJsonList(value)) return value.map((item) => withoutDropped(item) ?? null);
  if (!isJsonObject(value)) return value;
  const kept: [string, Json][] = [];
  for (const [key, member] of Object.entries(value)) {
    if (!DROPPED.has(key)) kept.push([key, key === 'parameters' ? member : (withoutDropped(member) ?? null)]);
  }
  return Object.fromEntries(kept);
}

function validateDevices(out: FieldErrors, devices: JsonObject, at: string, minor: number): void {
  const requests = objectsOf(devices, 'requests');
  if (checkMost(out, devices, at, 'requests', MOST_REQUESTS)) validateRequests(out, requests, `${at}/requests`, minor);
  const reference = requestReference(requests);
  if (checkMost(out, devices, at, 'constraints', MOST_REQUESTS)) {
    for (const [index, constraint] of objectsOf(devices, 'constraints').entries()) {
      const place = `${at}/constraints/${index}`;
      checkTexts(out, constraint, place, 'requests', MOST_REQUESTS, reference);
      validateConstraint(out, constraint, place, minor);
    }
  }
  if (!checkMost(out, devices, at, 'config', MOST_REQUESTS)) return;
  for (const [index, config] of objectsOf(devices, 'config').entries()) {
    checkTexts(out, config, `${at}/config/${index}`, 'requests', MOST_REQUESTS, reference);
    validateConfiguration(out, config, `${at}/config/${index}`);
  }
}

/** The same attribute for all devices, or since 1.36 a different one for each. */
function validateConstraint(out: FieldErrors, constraint: JsonObject, at: string, minor: number): void {
  const distinct = minor >= ALL_FEATURES_SINCE && has(constraint, 'distinctAttribute');
  const field = !has(constraint, 'matchAttribute') && distinct ? 'distinctAttribute' : 'matchAttribute';
  if (!has(constraint, field)) reportRequired(out, `${at}/${field}`, field);
  else checkText(out, `${at}/${field}`, field, textOf(constraint, field), deviceFullName);
}

/** A request of the claim, or one of its alternatives behind `/`. */
function requestReference(requests: readonly JsonObject[]): NameRule {
  const names = new Set<string>();
  for (const request of requests) {
    const name = textOf(request, 'name');
    names.add(name);
    for (const alternative of objectsOf(request, 'firstAvailable')) names.add(`${name}/${textOf(alternative, 'name')}`);
  }
  return (text) =>
    names.has(text) ? undefined : 'must be the name of a request, or of a request, `/` and an alternative';
}

function validateRequests(out: FieldErrors, requests: readonly JsonObject[], at: string, minor: number): void {
  const names = new Set<string>();
  for (const [index, request] of requests.entries()) {
    const place = `${at}/${index}`;
    const name = textOf(request, 'name');
    checkText(out, `${place}/name`, 'name', name, dnsLabel);
    if (names.has(name)) reportDuplicate(out, place, 'name', name);
    names.add(name);
    const exactly = objectOf(request, 'exactly');
    const alternatives = objectsOf(request, 'firstAvailable');
    if ((exactly === undefined) === (alternatives.length === 0)) {
      reportRequired(out, place, 'exactly one of exactly and firstAvailable');
    } else if (exactly) validateRequest(out, exactly, `${place}/exactly`, minor);
    else if (checkMost(out, request, place, 'firstAvailable', MOST_ALTERNATIVES)) {
      validateAlternatives(out, alternatives, `${place}/firstAvailable`, minor);
    }
  }
}

function validateAlternatives(out: FieldErrors, alternatives: readonly JsonObject[], at: string, minor: number): void {
  const names = new Set<string>();
  for (const [index, alternative] of alternatives.entries()) {
    const name = textOf(alternative, 'name');
    checkText(out, `${at}/${index}/name`, 'name', name, dnsLabel);
    if (names.has(name)) reportDuplicate(out, `${at}/${index}`, 'name', name);
    names.add(name);
    validateRequest(out, alternative, `${at}/${index}`, minor);
  }
}

function validateRequest(out: FieldErrors, request: JsonObject, at: string, minor: number): void {
  checkName(out, request, at, 'deviceClassName', dnsSubdomain);
  validateSelectors(out, request, at);
  const count = numberOf(request, 'count') ?? 0;
  if (checkOneOf(out, request, at, 'allocationMode', MODES)) {
    if (textOf(request, 'allocationMode') === 'All') {
      if (count !== 0) report(out, 'invalid', `${at}/count`, 'count must be left out with allocationMode `All`');
    } else if (count <= 0) report(out, 'invalid', `${at}/count`, `count is ${count}, and must be positive`);
  }
  if (minor < ALL_FEATURES_SINCE) return;
  for (const [index, toleration] of objectsOf(request, 'tolerations').entries()) {
    validateToleration(out, toleration, `${at}/tolerations/${index}`);
  }
}

function validateToleration(out: FieldErrors, toleration: JsonObject, at: string): void {
  const key = textOf(toleration, 'key');
  if (key !== '') checkText(out, `${at}/key`, 'key', key, qualifiedName);
  const value = textOf(toleration, 'value');
  if (checkOneOf(out, toleration, at, 'operator', ['Equal', 'Exists'])) {
    if (textOf(toleration, 'operator') === 'Equal') checkText(out, `${at}/value`, 'value', value, labelValue);
    else if (value !== '') report(out, 'invalid', `${at}/value`, 'value must be empty with operator `Exists`');
  }
  const effect = textOf(toleration, 'effect');
  if (effect === '' || DEVICE_EFFECTS.includes(effect)) return;
  report(out, 'not-supported', `${at}/effect`, `effect must be ${listed(DEVICE_EFFECTS)}`);
}
