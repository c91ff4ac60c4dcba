// CSINodes as the API server validates them. Source: pkg/apis/storage/validation (ValidateCSINode and …Update).
import type { JsonObject } from '../../kube/object.ts';
import { quoted } from '../../kube/quoted.ts';
import { checkGiven, checkName, checkNonNegative, checkText, reportDuplicate } from '../checks.ts';
import { bytesOf } from '../metadata.ts';
import { qualifiedName } from '../names.ts';
import { csiDriverName } from '../pods/volume-sources.ts';
import { type FieldErrors, report, type Subject } from '../subject.ts';
import { isSame, objectsOf, structOf, textOf, textsOf } from '../values.ts';

const LONGEST_NODE_ID = 256;
/** The release from which on the number of volumes of a driver may change (MutableCSINodeAllocatableCount). */
const COUNTS_CHANGE_SINCE = 35;

/** Validates a CSINode. */
export function validateCsiNode({ object, old, minor }: Subject, out: FieldErrors): void {
  const drivers = objectsOf(structOf(object, 'spec'), 'drivers');
  const names = new Set<string>();
  for (const [index, driver] of drivers.entries()) {
    const at = `/spec/drivers/${index}`;
    const name = textOf(driver, 'name');
    validateDriver(out, driver, at);
    if (names.has(name)) reportDuplicate(out, `${at}/name`, 'name', name);
    names.add(name);
  }
  if (!old) return;
  const before = new Map(objectsOf(structOf(old, 'spec'), 'drivers').map((driver) => [textOf(driver, 'name'), driver]));
  for (const [index, driver] of drivers.entries()) {
    const same = before.get(textOf(driver, 'name'));
    if (!same || isSame(fixed(driver, minor), fixed(same, minor))) continue;
    const message = `driver ${quoted(textOf(driver, 'name'))} must not change: take it out and put it in again`;
    report(out, 'immutable', `/spec/drivers/${index}`, message);
  }
}

function validateDriver(out: FieldErrors, driver: JsonObject, pointer: string): void {
  checkName(out, driver, pointer, 'name', csiDriverName);
  checkGiven(out, driver, pointer, 'nodeID');
  if (bytesOf(textOf(driver, 'nodeID')) > LONGEST_NODE_ID) {
    report(out, 'invalid', `${pointer}/nodeID`, `nodeID must have no more than ${LONGEST_NODE_ID} characters`);
  }
  checkNonNegative(out, structOf(driver, 'allocatable'), `${pointer}/allocatable`, 'count');
  const keys = new Set<string>();
  for (const [index, key] of textsOf(driver, 'topologyKeys').entries()) {
    const at = `${pointer}/topologyKeys/${index}`;
    checkText(out, at, 'topology key', key, qualifiedName);
    if (keys.has(key)) reportDuplicate(out, at, 'topology key', key);
    keys.add(key);
  }
}

function fixed(driver: JsonObject, minor: number): JsonObject {
  if (minor < COUNTS_CHANGE_SINCE) return driver;
  const { allocatable: _allocatable, ...rest } = driver;
  return rest;
}
