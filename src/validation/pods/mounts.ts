// `volumeMounts` and `volumeDevices` of containers: what they name, where they are seen, and how. Source: ValidateVolumeMounts and
// ValidateVolumeDevices of pkg/apis/core/validation.
import type { JsonObject } from '../../kube/object.ts';
import { quoted } from '../../kube/quoted.ts';
import { checkGiven, checkOneOf, checkText, reportDuplicate, reportForbidden } from '../checks.ts';
import { type FieldErrors, report } from '../subject.ts';
import { has, isTrue, objectsOf, structOf, textOf } from '../values.ts';
import { descendingPath, steplessPath } from './paths.ts';

/** Volumes of a pod spec by name. */
export type Volumes = ReadonlyMap<string, JsonObject>;

/** Checks the mounts of a container against the volumes of its pod. */
export function validateMounts(out: FieldErrors, container: JsonObject, pointer: string, volumes: Volumes): void {
  const mounts = objectsOf(container, 'volumeMounts');
  if (mounts.length === 0) return;
  const devices = takenBy(container, 'volumeDevices', 'devicePath');
  const seen = new Set<string>();
  for (const [index, mount] of mounts.entries()) {
    const at = `${pointer}/volumeMounts/${index}`;
    checkVolumeName(out, mount, at, volumes);
    const path = textOf(mount, 'mountPath');
    if (checkGiven(out, mount, at, 'mountPath') && seen.has(path)) {
      reportDuplicate(out, `${at}/mountPath`, 'mountPath', path);
    }
    seen.add(path);
    checkApart(out, mount, at, 'mountPath', devices);
    validateSubPath(out, mount, at);
    validatePropagation(out, mount, at, container);
  }
}

function checkVolumeName(out: FieldErrors, user: JsonObject, pointer: string, volumes: Volumes): void {
  const name = textOf(user, 'name');
  if (!checkGiven(out, user, pointer, 'name') || volumes.has(name)) return;
  report(out, 'not-found', `${pointer}/name`, `there is no volume ${quoted(name)} in this pod`);
}

/** Names and paths that a list takes up: what is mounted must not be a device as well, by name or by path. */
interface Taken {
  readonly list: string;
  readonly names: ReadonlySet<string>;
  readonly paths: ReadonlySet<string>;
}

function takenBy(container: JsonObject, list: string, pathField: string): Taken {
  const items = objectsOf(container, list);
  return {
    list,
    names: new Set(items.map((item) => textOf(item, 'name'))),
    paths: new Set(items.map((item) => textOf(item, pathField))),
  };
}

function checkApart(out: FieldErrors, item: JsonObject, pointer: string, pathField: string, taken: Taken): void {
  const name = textOf(item, 'name');
  const path = textOf(item, pathField);
  const told = (field: string, value: string) =>
    report(out, 'invalid', `${pointer}/${field}`, `${field} ${quoted(value)} is used by ${taken.list} already`);
  if (taken.names.has(name)) told('name', name);
  if (taken.paths.has(path)) told(pathField, path);
}

function validateSubPath(out: FieldErrors, mount: JsonObject, pointer: string): void {
  const path = textOf(mount, 'subPath');
  const expression = textOf(mount, 'subPathExpr');
  if (path !== '') checkText(out, `${pointer}/subPath`, 'subPath', path, descendingPath);
  if (expression === '') return;
  if (path !== '') report(out, 'invalid', `${pointer}/subPathExpr`, 'subPathExpr is not allowed beside subPath');
  checkText(out, `${pointer}/subPathExpr`, 'subPathExpr', expression, descendingPath);
}

function validatePropagation(out: FieldErrors, mount: JsonObject, pointer: string, container: JsonObject): void {
  const propagation = textOf(mount, 'mountPropagation');
  if (has(mount, 'mountPropagation')) {
    const fine = checkOneOf(out, mount, pointer, 'mountPropagation', ['None', 'HostToContainer', 'Bidirectional']);
    if (fine && propagation === 'Bidirectional' && !isTrue(structOf(container, 'securityContext'), 'privileged')) {
      reportForbidden(out, `${pointer}/mountPropagation`, '`Bidirectional`', 'in a container that is not privileged');
    }
  }
  if (!has(mount, 'recursiveReadOnly')) return;
  const fine = checkOneOf(out, mount, pointer, 'recursiveReadOnly', ['Disabled', 'IfPossible', 'Enabled']);
  if (!fine || textOf(mount, 'recursiveReadOnly') === 'Disabled') return;
  const at = `${pointer}/recursiveReadOnly`;
  if (!isTrue(mount, 'readOnly')) reportForbidden(out, at, 'recursiveReadOnly', 'without `readOnly`');
  if (has(mount, 'mountPropagation') && propagation !== 'None') {
    reportForbidden(out, at, 'recursiveReadOnly', 'with a mountPropagation other than `None`');
  }
}

/** Checks the block devices of a container against the volumes of its pod. */
export function validateDevices(out: FieldErrors, container: JsonObject, pointer: string, volumes: Volumes): void {
  const devices = objectsOf(container, 'volumeDevices');
  if (devices.length === 0) return;
  const mounts = takenBy(container, 'volumeMounts', 'mountPath');
  const names = new Set<string>();
  const paths = new Set<string>();
  for (const [index, device] of devices.entries()) {
    const at = `${pointer}/volumeDevices/${index}`;
    const name = textOf(device, 'name');
    const path = textOf(device, 'devicePath');
    checkVolumeName(out, device, at, volumes);
    const volume = volumes.get(name);
    if (volume && !has(volume, 'persistentVolumeClaim') && !has(volume, 'ephemeral')) {
      report(
        out,
        'invalid',
        `${at}/name`,
        `volume ${quoted(name)} of a device must be a persistentVolumeClaim or ephemeral`,
      );
    }
    if (name !== '' && names.has(name)) reportDuplicate(out, `${at}/name`, 'name', name);
    names.add(name);
    if (checkGiven(out, device, at, 'devicePath')) {
      checkText(out, `${at}/devicePath`, 'devicePath', path, steplessPath);
      if (paths.has(path)) reportDuplicate(out, `${at}/devicePath`, 'devicePath', path);
    }
    paths.add(path);
    checkApart(out, device, at, 'devicePath', mounts);
  }
}
