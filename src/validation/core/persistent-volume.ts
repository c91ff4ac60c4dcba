// PersistentVolumes as the API server validates them, also those within a VolumeAttachment. What the sources take is
// persistent-volume-sources.ts. Source: pkg/apis/core/validation (ValidatePersistentVolumeSpec and …Update) and
// pkg/volume/validation.
import type { Json, JsonObject } from '../../kube/object.ts';
import { isJsonList, isJsonObject } from '../../kube/object.ts';
import { quoted } from '../../kube/quoted.ts';
import { checkOneOf, checkText, checkUnchanged, reportForbidden, reportRequired } from '../checks.ts';
import { dnsSubdomain } from '../names.ts';
import { validateNodeSelector } from '../pods/affinity.ts';
import { amountOf, wrappedAmount } from '../quantities.ts';
import { type FieldErrors, report, type Subject } from '../subject.ts';
import { has, isSame, memberOf, objectOf, optionalTextOf, structOf, textOf } from '../values.ts';
import { validateAccessModes } from './access-modes.ts';
import { PERSISTENT_SOURCES, validatePersistentSources } from './persistent-volume-sources.ts';

const ATTRIBUTES_CLASSES_SINCE = 34;
const MOUNT_OPTIONS = 'volume.beta.kubernetes.io/mount-options';
/** Sources whose mounts take options. */
const MOUNTED_WITH_OPTIONS: readonly string[] = [
  'gcePersistentDisk',
  'awsElasticBlockStore',
  'glusterfs',
  'nfs',
  'rbd',
  'quobyte',
  'iscsi',
  'cinder',
  'cephfs',
  'azureFile',
  'vsphereVolume',
  'azureDisk',
  'photonPersistentDisk',
];
/** Labels of nodes that have got a new name (betaToGALabel). */
const RENAMED: Readonly<Record<string, string>> = {
  'failure-domain.beta.kubernetes.io/zone': 'topology.kubernetes.io/zone',
  'failure-domain.beta.kubernetes.io/region': 'topology.kubernetes.io/region',
  'beta.kubernetes.io/os': 'kubernetes.io/os',
  'beta.kubernetes.io/arch': 'kubernetes.io/arch',
  'beta.kubernetes.io/instance-type': 'node.kubernetes.io/instance-type',
};

/** Validates a PersistentVolume. */
export function validatePersistentVolume({ object, old, minor }: Subject, out: FieldErrors): void {
  const spec = structOf(object, 'spec');
  const metadata = structOf(object, 'metadata');
  validateVolumeSpec(out, spec, '/spec', { minor, name: textOf(metadata, 'name') });
  if (
    has(structOf(metadata, 'annotations'), MOUNT_OPTIONS) &&
    !MOUNTED_WITH_OPTIONS.some((field) => has(spec, field))
  ) {
    const pointer = '/metadata/annotations/volume.beta.kubernetes.io~1mount-options';
    reportForbidden(out, pointer, `annotation \`${MOUNT_OPTIONS}\``, 'for a volume of this type');
  }
  if (old) validateChanges(out, spec, structOf(old, 'spec'), minor);
}

/** What is known beside the spec of a volume. */
export interface VolumeContext {
  readonly minor: number;
  /** Name of the volume; '' for one that is written inline. */
  readonly name: string;
  readonly inline?: boolean;
}

/** Checks the spec of a volume. */
export function validateVolumeSpec(out: FieldErrors, spec: JsonObject, pointer: string, context: VolumeContext): void {
  validateAccessModes(out, spec, pointer);
  const affinity = objectOf(spec, 'nodeAffinity');
  if (context.inline) validateInline(out, spec, pointer);
  else {
    validateCapacity(out, spec, `${pointer}/capacity`);
    const policies = ['Delete', 'Recycle', 'Retain'];
    checkOneOf(out, spec, pointer, 'persistentVolumeReclaimPolicy', policies, 'optional');
    if (affinity) validateNodeAffinity(out, affinity, `${pointer}/nodeAffinity`);
    const storageClass = textOf(spec, 'storageClassName');
    if (storageClass !== '') {
      checkText(out, `${pointer}/storageClassName`, 'storageClassName', storageClass, dnsSubdomain);
    }
    if (has(spec, 'volumeMode')) checkOneOf(out, spec, pointer, 'volumeMode', ['Block', 'Filesystem']);
  }
  validatePersistentSources(out, spec, pointer, context);
  if (has(spec, 'local') && (!affinity || context.inline)) {
    reportRequired(out, `${pointer}/nodeAffinity`, 'nodeAffinity', 'a local volume is on one node');
  }
  if (
    isRoot(textOf(structOf(spec, 'hostPath'), 'path')) &&
    textOf(spec, 'persistentVolumeReclaimPolicy') === 'Recycle'
  ) {
    const where = `${pointer}/persistentVolumeReclaimPolicy`;
    reportForbidden(out, where, 'persistentVolumeReclaimPolicy `Recycle`', 'for the root of a node');
  }
  // the class of a volume that is written inline is not looked at
  if (!context.inline) validateAttributesClass(out, spec, pointer, context.minor);
}

/** Volumes within a VolumeAttachment are CSI volumes that were migrated from a Pod: they have nothing of a claim. */
function validateInline(out: FieldErrors, spec: JsonObject, pointer: string): void {
  const why = 'in a volume that is written inline';
  if (!has(spec, 'csi')) reportRequired(out, `${pointer}/csi`, 'csi', 'a volume that is written inline takes it');
  for (const field of ['claimRef', 'nodeAffinity']) {
    if (has(spec, field)) reportForbidden(out, `${pointer}/${field}`, field, why);
  }
  if (Object.keys(structOf(spec, 'capacity')).length > 0) reportForbidden(out, `${pointer}/capacity`, 'capacity', why);
  if (textOf(spec, 'storageClassName') !== '') {
    reportForbidden(out, `${pointer}/storageClassName`, 'storageClassName', why);
  }
  for (const [field, allowed] of [
    ['persistentVolumeReclaimPolicy', 'Retain'],
    ['volumeMode', 'Filesystem'],
  ] as const) {
    const text = optionalTextOf(spec, field);
    if (text === undefined || text === allowed || (text === '' && field !== 'volumeMode')) continue;
    reportForbidden(out, `${pointer}/${field}`, `${field} ${quoted(text)}`, why);
  }
}

function validateCapacity(out: FieldErrors, spec: JsonObject, pointer: string): void {
  const capacity = structOf(spec, 'capacity');
  const names = Object.keys(capacity);
  if (names.length === 0) reportRequired(out, pointer, 'capacity', 'it takes `storage`');
  else if (names.length > 1 || names[0] !== 'storage') {
    report(out, 'not-supported', pointer, 'capacity takes `storage` and nothing else');
  }
  for (const name of names) {
    const amount = amountOf(capacity, name);
    const wrapped = wrappedAmount(memberOf(capacity, name), 1n) ?? 0n;
    if (amount === undefined || (amount > 0 && wrapped >= 0n)) continue;
    const shown = quoted(String(memberOf(capacity, name)));
    report(
      out,
      'invalid',
      `${pointer}/${name}`,
      `${quoted(name)} is ${shown}, and must be more than 0, and fit 64 bits`,
    );
  }
}

function validateNodeAffinity(out: FieldErrors, affinity: JsonObject, pointer: string): void {
  const required = objectOf(affinity, 'required');
  if (required) validateNodeSelector(out, required, `${pointer}/required`);
  else reportRequired(out, `${pointer}/required`, 'required');
}

function validateAttributesClass(out: FieldErrors, spec: JsonObject, pointer: string, minor: number): void {
  const name = optionalTextOf(spec, 'volumeAttributesClassName');
  if (name === undefined || minor < ATTRIBUTES_CLASSES_SINCE) return;
  const at = `${pointer}/volumeAttributesClassName`;
  if (name === '') reportRequired(out, at, 'volumeAttributesClassName', 'it must not be empty');
  else checkText(out, at, 'volumeAttributesClassName', name, dnsSubdomain);
  if (!has(spec, 'csi')) reportRequired(out, `${pointer}/csi`, 'csi', 'volumeAttributesClassName is given');
}

/** True for a path that is the root once dots and repeated slashes are taken out. */
function isRoot(path: string): boolean {
  if (!path.startsWith('/')) return false;
  let depth = 0;
  for (const part of path.split('/')) {
    if (part === '..') depth = Math.max(0, depth - 1);
    else if (part !== '' && part !== '.') depth += 1;
  }
  return depth === 0;
}

function validateChanges(out: FieldErrors, spec: JsonObject, old: JsonObject, minor: number): void {
  for (const field of PERSISTENT_SOURCES) {
    if (!has(spec, field) && !has(old, field)) continue;
    if (field === 'csi' && isSame(withoutExpandSecret(structOf(spec, field), old), memberOf(old, field))) continue;
    checkUnchanged(out, spec, old, '/spec', field);
  }
  checkUnchanged(out, spec, old, '/spec', 'volumeMode');
  if (
    has(old, 'nodeAffinity') &&
    !isSame(renamed(memberOf(spec, 'nodeAffinity')), renamed(memberOf(old, 'nodeAffinity')))
  ) {
    report(out, 'immutable', '/spec/nodeAffinity', 'nodeAffinity must not change');
  }
  if (minor < ATTRIBUTES_CLASSES_SINCE) return;
  if (has(old, 'volumeAttributesClassName') && !has(spec, 'volumeAttributesClassName')) {
    const message = 'volumeAttributesClassName must not be taken away';
    report(out, 'immutable', '/spec/volumeAttributesClassName', message);
  }
}

/** A secret for growing a volume may be added later. */
function withoutExpandSecret(csi: JsonObject, old: JsonObject): JsonObject {
  if (!has(old, 'csi') || has(structOf(old, 'csi'), 'controllerExpandSecretRef')) return csi;
  const { controllerExpandSecretRef: _secret, ...rest } = csi;
  return rest;
}

/** An affinity with the new names of labels: an update may put them in place of the old ones. */
function renamed(affinity: Json | undefined): Json | undefined {
  if (isJsonList(affinity)) return affinity.map((item) => renamed(item) ?? null);
  if (!isJsonObject(affinity)) return affinity;
  return Object.fromEntries(
    Object.entries(affinity).map(([name, value]) => {
      const key =
        name === 'key' && typeof value === 'string' && Object.hasOwn(RENAMED, value) ? RENAMED[value] : undefined;
      return [name, key ?? renamed(value) ?? null];
    }),
  );
}
