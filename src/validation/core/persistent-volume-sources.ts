// Where a PersistentVolume lies: exactly one source, and what each takes. Source: pkg/apis/core/validation
// (ValidatePersistentVolumeSpec and the functions for its sources).
import type { JsonObject } from '../../kube/object.ts';
import { quoted } from '../../kube/quoted.ts';
import { checkGiven, checkOneOf, checkRange, checkText, reportForbidden, reportRequired } from '../checks.ts';
import { dnsLabel, dnsSubdomain, type NameRule } from '../names.ts';
import { type FieldErrors, report } from '../subject.ts';
import { has, isTrue, listOf, numberOf, objectOf, optionalTextOf, structOf, textEntriesOf, textOf } from '../values.ts';

type SourceValidator = (out: FieldErrors, source: JsonObject, pointer: string, volume: string) => void;

/** Sources in the order in which the server looks at them: the first is the volume's, each further one is refused. */
const SOURCES: Readonly<Record<string, SourceValidator>> = {
  hostPath: validateHostPath,
  gcePersistentDisk: validatePartition('pdName'),
  awsElasticBlockStore: validatePartition('volumeID'),
  glusterfs: validateGlusterfs,
  flocker: validateFlocker,
  nfs: validateNfs,
  rbd: (out, source, pointer) => {
    requireList(out, source, pointer, 'monitors');
    checkGiven(out, source, pointer, 'image');
  },
  quobyte: validateQuobyte,
  cephfs: (out, source, pointer) => requireList(out, source, pointer, 'monitors'),
  iscsi: validateIscsi,
  cinder: (out, source, pointer) => {
    checkGiven(out, source, pointer, 'volumeID');
    validateSecret(out, source, pointer, 'secretRef');
  },
  fc: validateFibreChannel,
  flexVolume: validateFlexVolume,
  azureFile: (out, source, pointer) => {
    for (const field of ['secretName', 'shareName']) checkGiven(out, source, pointer, field);
    if (has(source, 'secretNamespace')) checkGiven(out, source, pointer, 'secretNamespace');
  },
  vsphereVolume: requiring('volumePath'),
  photonPersistentDisk: requiring('pdID'),
  portworxVolume: requiring('volumeID'),
  azureDisk: validateAzureDisk,
  scaleIO: requiring('gateway', 'system', 'volumeName'),
  local: (out, source, pointer) => validatePath(out, source, pointer),
  storageos: validateStorageOs,
  csi: validateCsi,
};

/** Fields of the sources. */
export const PERSISTENT_SOURCES: readonly string[] = Object.keys(SOURCES);

/** Checks that a volume has exactly one source, and that one. */
export function validatePersistentSources(out: FieldErrors, spec: JsonObject, pointer: string, volume: string): void {
  let found: string | undefined;
  for (const field of PERSISTENT_SOURCES) {
    const source = objectOf(spec, field);
    if (!source) continue;
    if (found === undefined || field === 'flexVolume') SOURCES[field]!(out, source, `${pointer}/${field}`, volume);
    else reportForbidden(out, `${pointer}/${field}`, field, `beside ${found}: a volume has one source`);
    found ??= field;
  }
  if (found === undefined) reportRequired(out, pointer, 'the source of the volume');
}

function requiring(...fields: readonly string[]): SourceValidator {
  return (out, source, pointer) => {
    for (const field of fields) checkGiven(out, source, pointer, field);
  };
}

function requireList(out: FieldErrors, source: JsonObject, pointer: string, field: string): void {
  if (listOf(source, field).length === 0) reportRequired(out, `${pointer}/${field}`, field);
}

function validatePartition(name: string): SourceValidator {
  return (out, source, pointer) => {
    checkGiven(out, source, pointer, name);
    checkRange(out, source, pointer, 'partition', 0, 255);
  };
}

function validatePath(out: FieldErrors, source: JsonObject, pointer: string): boolean {
  if (!checkGiven(out, source, pointer, 'path')) return false;
  return checkText(out, `${pointer}/path`, 'path', textOf(source, 'path'), withoutBacksteps);
}

const withoutBacksteps: NameRule = (text) => (text.split('/').includes('..') ? 'must not contain `..`' : undefined);

function validateHostPath(out: FieldErrors, source: JsonObject, pointer: string): void {
  if (textOf(source, 'path') === '') return void checkGiven(out, source, pointer, 'path');
  validatePath(out, source, pointer);
  const types = ['DirectoryOrCreate', 'Directory', 'FileOrCreate', 'File', 'Socket', 'CharDevice', 'BlockDevice'];
  checkOneOf(out, source, pointer, 'type', types, 'optional');
}

function validateGlusterfs(out: FieldErrors, source: JsonObject, pointer: string): void {
  for (const field of ['endpoints', 'path']) checkGiven(out, source, pointer, field);
  const namespace = optionalTextOf(source, 'endpointsNamespace');
  if (namespace !== undefined) {
    checkText(out, `${pointer}/endpointsNamespace`, 'endpointsNamespace', namespace, dnsLabel);
  }
}

function validateFlocker(out: FieldErrors, source: JsonObject, pointer: string): void {
  const name = textOf(source, 'datasetName');
  if ((name === '') === (textOf(source, 'datasetUUID') === '')) {
    report(out, 'invalid', pointer, 'flocker takes one of datasetName and datasetUUID, and not both');
  }
  if (name.includes('/')) {
    report(out, 'invalid', `${pointer}/datasetName`, `datasetName ${quoted(name)} must not contain \`/\``);
  }
}

function validateNfs(out: FieldErrors, source: JsonObject, pointer: string): void {
  checkGiven(out, source, pointer, 'server');
  if (!checkGiven(out, source, pointer, 'path') || textOf(source, 'path').startsWith('/')) return;
  report(out, 'invalid', `${pointer}/path`, `path ${quoted(textOf(source, 'path'))} must be absolute`);
}

function validateQuobyte(out: FieldErrors, source: JsonObject, pointer: string): void {
  const registry = textOf(source, 'registry');
  if (textOf(source, 'tenant').length >= 65 && registry !== '') {
    report(out, 'invalid', `${pointer}/tenant`, 'tenant must have no more than 64 characters');
  } else if (checkGiven(out, source, pointer, 'registry') && !registry.split(',').every(isHostPort)) {
    const message = `registry ${quoted(registry)} must be pairs of a host and a port, with commas between them`;
    report(out, 'invalid', `${pointer}/registry`, message);
  }
  checkGiven(out, source, pointer, 'volume');
}

/** What Go's net.SplitHostPort takes; either side may be empty. */
function isHostPort(text: string): boolean {
  return /^(?:\[[^[\]]*\]|[^[\]:]*):[^[\]:]*$/.test(text);
}

const IQN = /^iqn\.\d{4}-\d{2}\.([-a-zA-Z0-9.]+)(:[^,;*&$|\s]+)$/;
const EUI = /^eui.[0-9a-zA-Z]{16}$/;
const NAA = /^naa.[0-9a-zA-Z]{32}$/;

const iscsiName: NameRule = (text) =>
  IQN.test(text) || EUI.test(text) || NAA.test(text)
    ? undefined
    : 'must be an iSCSI name, such as `iqn.2001-04.com.example:storage`';

function validateIscsi(out: FieldErrors, source: JsonObject, pointer: string, volume: string): void {
  const portal = textOf(source, 'targetPortal');
  const initiator = optionalTextOf(source, 'initiatorName');
  checkGiven(out, source, pointer, 'targetPortal');
  if (initiator !== undefined && volume.length + 1 + portal.length > 64) {
    const message =
      'name of the volume and targetPortal must have no more than 63 characters where initiatorName is given';
    report(out, 'invalid', `${pointer}/targetPortal`, message);
  }
  if (checkGiven(out, source, pointer, 'iqn'))
    checkText(out, `${pointer}/iqn`, 'iqn', textOf(source, 'iqn'), iscsiName);
  checkRange(out, source, pointer, 'lun', 0, 255);
  const secret = objectOf(source, 'secretRef');
  if (!secret && (isTrue(source, 'chapAuthDiscovery') || isTrue(source, 'chapAuthSession'))) {
    reportRequired(out, `${pointer}/secretRef`, 'secretRef', 'CHAP takes a secret');
  }
  if (secret) checkGiven(out, secret, `${pointer}/secretRef`, 'name');
  if (initiator !== undefined) checkText(out, `${pointer}/initiatorName`, 'initiatorName', initiator, iscsiName);
}

function validateFibreChannel(out: FieldErrors, source: JsonObject, pointer: string): void {
  const names = listOf(source, 'targetWWNs').length > 0;
  if (names === listOf(source, 'wwids').length > 0) {
    report(out, 'invalid', `${pointer}/targetWWNs`, 'fc takes one of targetWWNs and wwids, and not both');
  }
  if (!names) return;
  if (numberOf(source, 'lun') === undefined) reportRequired(out, `${pointer}/lun`, 'lun', 'targetWWNs is given');
  else checkRange(out, source, pointer, 'lun', 0, 255);
}

function validateFlexVolume(out: FieldErrors, source: JsonObject, pointer: string): void {
  checkGiven(out, source, pointer, 'driver');
  for (const [key] of textEntriesOf(source, 'options')) {
    if (!/(?:^|\.)(?:kubernetes|k8s)\.io$/i.test(key.split('/', 1)[0]!)) continue;
    const message = `option ${quoted(key)} must not be of kubernetes.io or k8s.io, which are reserved`;
    report(out, 'invalid', `${pointer}/options`, message);
  }
}

function validateAzureDisk(out: FieldErrors, source: JsonObject, pointer: string): void {
  checkGiven(out, source, pointer, 'diskName');
  const given = checkGiven(out, source, pointer, 'diskURI');
  if (has(source, 'cachingMode')) checkOneOf(out, source, pointer, 'cachingMode', ['None', 'ReadOnly', 'ReadWrite']);
  if (has(source, 'kind')) checkOneOf(out, source, pointer, 'kind', ['Shared', 'Dedicated', 'Managed']);
  const start = textOf(source, 'kind') === 'Managed' ? '/subscriptions/' : 'https://';
  if (!given || !has(source, 'kind') || textOf(source, 'diskURI').startsWith(start)) return;
  const message = `diskURI ${quoted(textOf(source, 'diskURI'))} must start with \`${start}\` for a disk of this kind`;
  report(out, 'not-supported', `${pointer}/diskURI`, message);
}

function validateStorageOs(out: FieldErrors, source: JsonObject, pointer: string): void {
  if (checkGiven(out, source, pointer, 'volumeName')) {
    checkText(out, `${pointer}/volumeName`, 'volumeName', textOf(source, 'volumeName'), dnsLabel);
  }
  const namespace = textOf(source, 'volumeNamespace');
  if (namespace !== '') checkText(out, `${pointer}/volumeNamespace`, 'volumeNamespace', namespace, dnsLabel);
  validateSecret(out, source, pointer, 'secretRef');
}

function validateSecret(out: FieldErrors, source: JsonObject, pointer: string, field: string): void {
  const secret = objectOf(source, field);
  if (!secret) return;
  for (const part of ['name', 'namespace']) checkGiven(out, secret, `${pointer}/${field}`, part);
}

function validateCsi(out: FieldErrors, source: JsonObject, pointer: string): void {
  validateDriverName(out, source, pointer, 'driver');
  checkGiven(out, source, pointer, 'volumeHandle');
  for (const action of ['controllerPublish', 'controllerExpand', 'nodePublish', 'nodeExpand']) {
    const field = `${action}SecretRef`;
    if (!has(source, field)) continue;
    const secret = structOf(source, field);
    const at = `${pointer}/${field}`;
    if (checkGiven(out, secret, at, 'name')) checkText(out, `${at}/name`, 'name', textOf(secret, 'name'), dnsSubdomain);
    if (checkGiven(out, secret, at, 'namespace')) {
      checkText(out, `${at}/namespace`, 'namespace', textOf(secret, 'namespace'), dnsLabel);
    }
  }
}

/** Checks the name of a CSI driver: a DNS name of at most 63 characters, in any case. */
export function validateDriverName(out: FieldErrors, object: JsonObject, pointer: string, field: string): void {
  if (!checkGiven(out, object, pointer, field)) return;
  const name = textOf(object, field);
  if (name.length > 63) {
    report(out, 'too-long', `${pointer}/${field}`, `${field} ${quoted(name)} must have no more than 63 characters`);
  }
  checkText(out, `${pointer}/${field}`, field, name, (text) => dnsSubdomain(text.toLowerCase()));
}
