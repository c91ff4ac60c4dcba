// What each source of a volume needs: one table from the field of a volume to its check. Projected and downward API volumes are
// projections.ts. Source: the validate…VolumeSource functions of pkg/apis/core/validation.
import type { JsonObject } from '../../kube/object.ts';
import { parseQuantity } from '../../kube/quantity.ts';
import { quoted } from '../../kube/quoted.ts';
import {
  checkGiven,
  checkName,
  checkOneOf,
  checkRange,
  checkText,
  reportForbidden,
  reportRequired,
} from '../checks.ts';
import { validateClaimSpec } from '../core/persistent-volume-claim.ts';
import { validateAnnotations } from '../metadata.ts';
import { dnsLabel, dnsSubdomain, type NameRule } from '../names.ts';
import { validateLabels } from '../selectors.ts';
import { type FieldErrors, report } from '../subject.ts';
import {
  has,
  isTrue,
  isZero,
  listOf,
  memberOf,
  numberOf,
  objectOf,
  optionalTextOf,
  structOf,
  textOf,
} from '../values.ts';
import type { PodContext } from './context.ts';
import { descendingPath, steplessPath } from './paths.ts';
import { checkFileMode, validateDownwardFiles, validateKeyFiles, validateProjections } from './projections.ts';

/** Checks one source of a volume. */
export type VolumeSourceCheck = (
  out: FieldErrors,
  source: JsonObject,
  pointer: string,
  context: PodContext,
  volume: JsonObject,
) => void;

/** A source of which some texts must be given, and nothing else is judged. */
function needing(...fields: readonly string[]): VolumeSourceCheck {
  return (out, source, pointer) => {
    for (const field of fields) checkGiven(out, source, pointer, field);
  };
}

const HOST_PATH_TYPES: readonly string[] = [
  'DirectoryOrCreate',
  'Directory',
  'FileOrCreate',
  'File',
  'Socket',
  'CharDevice',
  'BlockDevice',
];

/** Checks of all sources that a volume of a pod may have. */
export const VOLUME_SOURCES: Readonly<Record<string, VolumeSourceCheck>> = {
  emptyDir: (out, source, pointer) => {
    const limit = parseQuantity(memberOf(source, 'sizeLimit'));
    if (limit !== undefined && limit < 0)
      report(out, 'forbidden', `${pointer}/sizeLimit`, 'sizeLimit must not be negative');
  },
  hostPath: (out, source, pointer) => {
    if (!checkName(out, source, pointer, 'path', steplessPath)) return;
    checkOneOf(out, source, pointer, 'type', HOST_PATH_TYPES, 'optional');
  },
  gitRepo: (out, source, pointer) => {
    checkGiven(out, source, pointer, 'repository');
    checkText(out, `${pointer}/directory`, 'directory', textOf(source, 'directory'), descendingPath);
  },
  gcePersistentDisk: (out, source, pointer) => validateDisk(out, source, pointer, 'pdName'),
  awsElasticBlockStore: (out, source, pointer) => validateDisk(out, source, pointer, 'volumeID'),
  secret: (out, source, pointer) => validateFiles(out, source, pointer, 'secretName'),
  configMap: (out, source, pointer) => validateFiles(out, source, pointer, 'name'),
  nfs: validateNfs,
  iscsi: (out, source, pointer, _, volume) => {
    validateIscsi(out, source, pointer);
    const label = `${textOf(volume, 'name')}:${textOf(source, 'targetPortal')}`;
    if (!has(source, 'initiatorName') || label.length <= 64) return;
    const message =
      'targetPortal and the name of its volume must have less than 64 characters together with initiatorName';
    report(out, 'invalid', `${pointer}/targetPortal`, message);
  },
  glusterfs: needing('endpoints', 'path'),
  flocker: validateFlocker,
  persistentVolumeClaim: needing('claimName'),
  rbd: (out, source, pointer) => {
    checkMonitors(out, source, pointer);
    checkGiven(out, source, pointer, 'image');
  },
  cephfs: checkMonitors,
  cinder: (out, source, pointer) => {
    checkGiven(out, source, pointer, 'volumeID');
    checkSecret(out, source, pointer);
  },
  quobyte: validateQuobyte,
  downwardAPI: (out, source, pointer) => {
    checkFileMode(out, source, pointer, 'defaultMode');
    validateDownwardFiles(out, source, pointer);
  },
  projected: (out, source, pointer) => {
    checkFileMode(out, source, pointer, 'defaultMode');
    validateProjections(out, source, pointer);
  },
  fc: validateFibreChannel,
  flexVolume: validateFlex,
  azureFile: needing('secretName', 'shareName'),
  azureDisk: validateAzureDisk,
  vsphereVolume: needing('volumePath'),
  photonPersistentDisk: needing('pdID'),
  portworxVolume: needing('volumeID'),
  scaleIO: needing('gateway', 'system', 'volumeName'),
  storageos: (out, source, pointer) => {
    checkName(out, source, pointer, 'volumeName', dnsLabel);
    const namespace = textOf(source, 'volumeNamespace');
    if (namespace !== '') checkText(out, `${pointer}/volumeNamespace`, 'volumeNamespace', namespace, dnsLabel);
    checkSecret(out, source, pointer);
  },
  csi: (out, source, pointer) => {
    checkName(out, source, pointer, 'driver', csiDriverName);
    const secret = objectOf(source, 'nodePublishSecretRef');
    if (secret) checkName(out, secret, `${pointer}/nodePublishSecretRef`, 'name', dnsSubdomain);
  },
  ephemeral: validateEphemeral,
  image: (out, source, pointer, { metadata }) => {
    if (metadata) checkGiven(out, source, pointer, 'reference');
    checkOneOf(out, source, pointer, 'pullPolicy', ['Always', 'IfNotPresent', 'Never']);
  },
};

/** A name of a CSI driver. */
export const csiDriverName: NameRule = (name) =>
  name.length > 63 ? 'must have no more than 63 characters' : dnsSubdomain(name.toLowerCase());

function checkMonitors(out: FieldErrors, source: JsonObject, pointer: string): void {
  if (listOf(source, 'monitors').length === 0) reportRequired(out, `${pointer}/monitors`, 'monitors');
}

function checkSecret(out: FieldErrors, source: JsonObject, pointer: string): void {
  const secret = objectOf(source, 'secretRef');
  if (secret) checkGiven(out, secret, `${pointer}/secretRef`, 'name');
}

function validateDisk(out: FieldErrors, source: JsonObject, pointer: string, name: string): void {
  checkGiven(out, source, pointer, name);
  checkRange(out, source, pointer, 'partition', 0, 255);
}

function validateFiles(out: FieldErrors, source: JsonObject, pointer: string, name: string): void {
  checkGiven(out, source, pointer, name);
  checkFileMode(out, source, pointer, 'defaultMode');
  validateKeyFiles(out, source, pointer);
}

/** Checks an NFS volume, also of a PersistentVolume. */
function validateNfs(out: FieldErrors, source: JsonObject, pointer: string): void {
  checkGiven(out, source, pointer, 'server');
  checkName(out, source, pointer, 'path', (path) => (path.startsWith('/') ? undefined : 'must be an absolute path'));
}

const INITIATORS: readonly (readonly [string, RegExp])[] = [
  ['iqn', /iqn\.\d{4}-\d{2}\.([a-zA-Z0-9.-]+)(:[^,;*&$|\s]+)$/],
  ['eui', /^eui.[a-zA-Z0-9]{16}$/],
  ['naa', /^naa.[a-zA-Z0-9]{32}$/],
];

/** A name of an iSCSI node: iqn, eui or naa. */
const iscsiName: NameRule = (name) =>
  INITIATORS.some(([prefix, pattern]) => name.startsWith(prefix) && pattern.test(name))
    ? undefined
    : 'must be an iSCSI name, as in `iqn.2015-02.example.com:test`';

/** Checks an iSCSI volume, also of a PersistentVolume. */
function validateIscsi(out: FieldErrors, source: JsonObject, pointer: string): void {
  checkGiven(out, source, pointer, 'targetPortal');
  checkName(out, source, pointer, 'iqn', iscsiName);
  checkRange(out, source, pointer, 'lun', 0, 255);
  const needsSecret = isTrue(source, 'chapAuthDiscovery') || isTrue(source, 'chapAuthSession');
  if (needsSecret && !has(source, 'secretRef')) reportRequired(out, `${pointer}/secretRef`, 'secretRef');
  const initiator = optionalTextOf(source, 'initiatorName');
  if (initiator !== undefined) checkText(out, `${pointer}/initiatorName`, 'initiatorName', initiator, iscsiName);
}

/** Checks a Flocker volume, also of a PersistentVolume. */
function validateFlocker(out: FieldErrors, source: JsonObject, pointer: string): void {
  const name = textOf(source, 'datasetName');
  if ((name === '') === (textOf(source, 'datasetUUID') === '')) {
    report(out, 'invalid', pointer, 'a flocker volume must have either `datasetName` or `datasetUUID`');
  }
  if (name.includes('/'))
    report(out, 'invalid', `${pointer}/datasetName`, `datasetName ${quoted(name)} must not contain \`/\``);
}

/** Checks a Quobyte volume, also of a PersistentVolume. */
function validateQuobyte(out: FieldErrors, source: JsonObject, pointer: string): void {
  checkGiven(out, source, pointer, 'volume');
  if (!checkGiven(out, source, pointer, 'registry')) return;
  if (textOf(source, 'tenant').length > 64) {
    report(out, 'required', `${pointer}/tenant`, 'tenant must have no more than 64 characters');
    return;
  }
  const registry = textOf(source, 'registry');
  // a host in brackets may hold colons, any other has exactly one before the port
  if (registry.split(',').every((one) => /^(\[[^[\]]*\]|[^:[\]]*):[^:[\]]*$/.test(one))) return;
  const message = `registry ${quoted(registry)} must be pairs of host and port with commas between them`;
  report(out, 'invalid', `${pointer}/registry`, message);
}

/** Checks a Fibre Channel volume, also of a PersistentVolume. */
function validateFibreChannel(out: FieldErrors, source: JsonObject, pointer: string): void {
  const names = listOf(source, 'targetWWNs').length;
  if (names > 0 === listOf(source, 'wwids').length > 0) {
    report(out, 'invalid', `${pointer}/targetWWNs`, 'a fc volume must have either `targetWWNs` or `wwids`');
  }
  if (names === 0) return;
  if (numberOf(source, 'lun') === undefined) reportRequired(out, `${pointer}/lun`, 'lun', 'targetWWNs need it');
  checkRange(out, source, pointer, 'lun', 0, 255);
}

/** Checks a flexVolume, also of a PersistentVolume. */
function validateFlex(out: FieldErrors, source: JsonObject, pointer: string): void {
  checkGiven(out, source, pointer, 'driver');
  for (const key of Object.keys(structOf(source, 'options'))) {
    const owner = `.${key.split('/')[0]?.toLowerCase()}`;
    if (!owner.endsWith('.kubernetes.io') && !owner.endsWith('.k8s.io')) continue;
    report(
      out,
      'invalid',
      `${pointer}/options`,
      `option ${quoted(key)} is in a namespace of Kubernetes, and must not be`,
    );
  }
}

/** Checks an Azure disk, also of a PersistentVolume. */
function validateAzureDisk(out: FieldErrors, source: JsonObject, pointer: string): void {
  checkGiven(out, source, pointer, 'diskName');
  checkGiven(out, source, pointer, 'diskURI');
  if (has(source, 'cachingMode')) checkOneOf(out, source, pointer, 'cachingMode', ['None', 'ReadOnly', 'ReadWrite']);
  if (!has(source, 'kind')) return;
  checkOneOf(out, source, pointer, 'kind', ['Shared', 'Dedicated', 'Managed']);
  const start = textOf(source, 'kind') === 'Managed' ? '/subscriptions/' : 'https://';
  const uri = textOf(source, 'diskURI');
  if (!uri.startsWith(start)) {
    report(out, 'not-supported', `${pointer}/diskURI`, `diskURI ${quoted(uri)} must start with \`${start}\``);
  }
}

function validateEphemeral(out: FieldErrors, source: JsonObject, pointer: string, { minor }: PodContext): void {
  const template = objectOf(source, 'volumeClaimTemplate');
  const at = `${pointer}/volumeClaimTemplate`;
  if (!template) return reportRequired(out, at, 'volumeClaimTemplate');
  const metadata = structOf(template, 'metadata');
  validateLabels(out, metadata, 'labels', `${at}/metadata`);
  validateAnnotations(out, metadata, `${at}/metadata`);
  for (const [field, value] of Object.entries(metadata)) {
    if (field === 'labels' || field === 'annotations' || isZero(value)) continue;
    reportForbidden(out, `${at}/metadata/${field}`, field, 'in the metadata of a volumeClaimTemplate');
  }
  validateClaimSpec(out, structOf(template, 'spec'), `${at}/spec`, { minor });
}
