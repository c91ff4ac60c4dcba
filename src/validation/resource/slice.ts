// What the API server refuses about a ResourceSlice: its pool, its nodes, its devices with attributes and capacities. Counters and
// policies of capacity, which clusters take by default since 1.36, are judged only as far as their names.
// Source: pkg/apis/resource/validation of Kubernetes.
import { joinPointer } from '../../change/pointer.ts';
import type { JsonObject } from '../../kube/object.ts';
import { quoted } from '../../kube/quoted.ts';
import { checkName, checkOneOf, checkText, checkUnchanged, reportDuplicate, reportRequired } from '../checks.ts';
import { dnsLabel, dnsSubdomain, labelValue, type NameRule, qualifiedName } from '../names.ts';
import { validateNodeSelector } from '../pods/affinity.ts';
import { type FieldErrors, type KindValidator, report } from '../subject.ts';
import {
  booleanOf,
  has,
  isSame,
  listOf,
  memberOf,
  numberOf,
  objectOf,
  objectsOf,
  structOf,
  textOf,
} from '../values.ts';
import { DEVICE_EFFECTS } from './claims.ts';
import { ALL_FEATURES_SINCE, checkMost, deviceQualifiedName, driverName } from './devices.ts';

const MOST_DEVICES = 128;
const MOST_TAINTED_DEVICES = 64;
const MOST_ATTRIBUTES = 32;
const MOST_TAINTS = 16;
const LONGEST_POOL = 253;
const LONGEST_VALUE = 64;
const VALUES: readonly string[] = ['bool', 'int', 'string', 'version'];
/** semver.org, version 2.0.0. */
const VERSION =
  /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-(0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*)(\.(0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*))*)?(\+[0-9a-zA-Z-]+(\.[0-9a-zA-Z-]+)*)?$/;

/** What the API server refuses about a resource.k8s.io/v1 ResourceSlice. */
export const validateSlice: KindValidator = ({ object, old, minor }, out) => {
  const spec = structOf(object, 'spec');
  const before = old && structOf(old, 'spec');
  const all = minor >= ALL_FEATURES_SINCE;
  checkName(out, spec, '/spec', 'driver', driverName);
  validatePool(out, structOf(spec, 'pool'));
  if (before) {
    checkUnchanged(out, structOf(spec, 'pool'), structOf(before, 'pool'), '/spec/pool', 'name');
    for (const field of ['driver', 'nodeName']) checkUnchanged(out, spec, before, '/spec', field);
  }
  validateNodes(out, spec, '/spec', all ? ['allNodes', 'perDeviceNodeSelection'] : ['allNodes']);
  if (all && has(spec, 'sharedCounters') && has(spec, 'devices')) {
    report(out, 'invalid', '/spec', 'spec must have either sharedCounters or devices');
  }
  validateDevices(out, spec, before, all);
};

function validatePool(out: FieldErrors, pool: JsonObject): void {
  const at = '/spec/pool';
  checkName(out, pool, at, 'name', poolName);
  const count = numberOf(pool, 'resourceSliceCount') ?? 0;
  if (count <= 0) {
    report(out, 'invalid', `${at}/resourceSliceCount`, `resourceSliceCount is ${count}, and must be positive`);
  }
  const generation = numberOf(pool, 'generation') ?? 0;
  if (generation >= 0) return;
  report(out, 'invalid', `${at}/generation`, `generation is ${generation}, and must not be negative`);
}

const poolName: NameRule = (text) => {
  if (text.length > LONGEST_POOL) return `must have no more than ${LONGEST_POOL} characters`;
  return text
    .split('/')
    .map(dnsSubdomain)
    .find((fault) => fault !== undefined);
};

/** Exactly one way to say which nodes reach the devices. */
function validateNodes(out: FieldErrors, owner: JsonObject, at: string, flags: readonly string[]): void {
  let ways = 0;
  if (has(owner, 'nodeName')) {
    const name = textOf(owner, 'nodeName');
    if (name === '') report(out, 'invalid', `${at}/nodeName`, 'nodeName must not be empty');
    else {
      ways += 1;
      checkText(out, `${at}/nodeName`, 'nodeName', name, dnsSubdomain);
    }
  }
  const selector = objectOf(owner, 'nodeSelector');
  if (selector) {
    ways += 1;
    validateNodeSelector(out, selector, `${at}/nodeSelector`);
    if (listOf(selector, 'nodeSelectorTerms').length !== 1 && at === '/spec') {
      report(out, 'invalid', `${at}/nodeSelector/nodeSelectorTerms`, 'nodeSelectorTerms must have exactly one item');
    }
  }
  for (const flag of flags) {
    if (booleanOf(owner, flag) === false) report(out, 'invalid', `${at}/${flag}`, `${flag} must be true or left out`);
    else if (booleanOf(owner, flag)) ways += 1;
  }
  if (ways === 1) return;
  const fields = ['nodeName', 'nodeSelector', ...flags];
  if (ways === 0) reportRequired(out, at, `one of ${fields.join(', ')}`);
  else report(out, 'invalid', at, `only one of ${fields.join(', ')} must be set`);
}

function validateDevices(out: FieldErrors, spec: JsonObject, before: JsonObject | undefined, all: boolean): void {
  const devices = objectsOf(spec, 'devices');
  const heavy =
    all && devices.some((device) => ['taints', 'consumesCounters'].some((field) => listOf(device, field).length > 0));
  if (!checkMost(out, spec, '/spec', 'devices', heavy ? MOST_TAINTED_DEVICES : MOST_DEVICES)) return;
  const known = new Map(objectsOf(before ?? {}, 'devices').map((device) => [textOf(device, 'name'), device]));
  const names = new Set<string>();
  for (const [index, device] of devices.entries()) {
    const at = `/spec/devices/${index}`;
    const name = textOf(device, 'name');
    checkText(out, `${at}/name`, 'name', name, dnsLabel);
    if (names.has(name)) reportDuplicate(out, at, 'name', name);
    names.add(name);
    validateAttributes(out, device, at);
    if (!all) continue;
    if (booleanOf(spec, 'perDeviceNodeSelection')) validateNodes(out, device, at, ['allNodes']);
    else if (['nodeName', 'nodeSelector', 'allNodes'].some((field) => has(device, field))) {
      report(out, 'invalid', at, 'a device must not say its nodes unless perDeviceNodeSelection is true');
    }
    if (!isSame(memberOf(device, 'taints'), memberOf(known.get(name) ?? {}, 'taints'))) validateTaints(out, device, at);
  }
}

function validateAttributes(out: FieldErrors, device: JsonObject, at: string): void {
  const attributes = structOf(device, 'attributes');
  const capacity = structOf(device, 'capacity');
  const count = Object.keys(attributes).length + Object.keys(capacity).length;
  if (count > MOST_ATTRIBUTES) {
    report(
      out,
      'invalid',
      at,
      `a device has ${count} attributes and capacities, and must have no more than ${MOST_ATTRIBUTES}`,
    );
  }
  for (const [field, map] of [
    ['attributes', attributes],
    ['capacity', capacity],
  ] as const) {
    for (const key of Object.keys(map)) {
      const place = joinPointer(at, field, key);
      checkText(out, place, field, key, deviceQualifiedName);
      if (field === 'attributes') validateAttribute(out, structOf(map, key), key, place);
    }
  }
}

function validateAttribute(out: FieldErrors, attribute: JsonObject, key: string, at: string): void {
  const given = VALUES.filter((field) => has(attribute, field));
  if (given.length !== 1)
    report(out, 'invalid', at, `attribute ${quoted(key)} must have exactly one of ${VALUES.join(', ')}`);
  for (const field of ['string', 'version']) {
    if (!has(attribute, field)) continue;
    const text = textOf(attribute, field);
    if (text.length > LONGEST_VALUE) {
      report(out, 'too-long', `${at}/${field}`, `${field} must have no more than ${LONGEST_VALUE} characters`);
    } else if (field === 'version' && !VERSION.test(text)) {
      report(out, 'invalid', `${at}/version`, `version ${quoted(text)} must be a semantic version, as in \`1.2.3\``);
    }
  }
}

function validateTaints(out: FieldErrors, device: JsonObject, pointer: string): void {
  if (!checkMost(out, device, pointer, 'taints', MOST_TAINTS)) return;
  for (const [index, taint] of objectsOf(device, 'taints').entries()) {
    const at = `${pointer}/taints/${index}`;
    checkText(out, `${at}/key`, 'key', textOf(taint, 'key'), qualifiedName);
    checkText(out, `${at}/value`, 'value', textOf(taint, 'value'), labelValue);
    checkOneOf(out, taint, at, 'effect', DEVICE_EFFECTS);
  }
}
