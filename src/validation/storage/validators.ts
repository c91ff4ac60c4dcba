// The kinds of `storage.k8s.io/v1` as the API server validates them; drivers and nodes have a file of their own. Source:
// pkg/apis/storage/validation and the strategies in pkg/registry/storage.
import type { JsonObject } from '../../kube/object.ts';
import {
  checkGiven,
  checkName,
  checkOneOf,
  checkText,
  checkUnchanged,
  reportDuplicate,
  reportRequired,
} from '../checks.ts';
import { validateVolumeSpec } from '../core/persistent-volume.ts';
import { bytesOf } from '../metadata.ts';
import { dnsSubdomain, qualifiedName } from '../names.ts';
import { csiDriverName } from '../pods/volume-sources.ts';
import { amountOf } from '../quantities.ts';
import { validateLabelSelector } from '../selectors.ts';
import { type FieldErrors, type KindValidator, report, type Subject } from '../subject.ts';
import { isSame, objectOf, objectsOf, optionalTextOf, structOf, textEntriesOf, textOf, textsOf } from '../values.ts';
import { validateCsiDriver } from './csi-driver.ts';
import { validateCsiNode } from './csi-node.ts';

/** Validators of `storage.k8s.io/v1`. */
export const STORAGE: Readonly<Record<string, KindValidator>> = {
  'storage.k8s.io/v1 StorageClass': validateStorageClass,
  'storage.k8s.io/v1 VolumeAttributesClass': validateVolumeAttributesClass,
  'storage.k8s.io/v1 CSIDriver': validateCsiDriver,
  'storage.k8s.io/v1 CSINode': validateCsiNode,
  'storage.k8s.io/v1 CSIStorageCapacity': validateStorageCapacity,
  'storage.k8s.io/v1 VolumeAttachment': validateVolumeAttachment,
};

const MOST_PARAMETERS = 512;
const MOST_PARAMETER_BYTES = 256 * 1024;

function validateStorageClass({ object, old }: Subject, out: FieldErrors): void {
  validateProvisioner(out, object, 'provisioner');
  validateParameters(out, object);
  checkOneOf(out, object, '', 'reclaimPolicy', ['Delete', 'Retain'], 'optional');
  checkOneOf(out, object, '', 'volumeBindingMode', ['Immediate', 'WaitForFirstConsumer']);
  validateTopologies(out, object);
  if (!old) return;
  for (const field of ['provisioner', 'parameters', 'reclaimPolicy', 'volumeBindingMode']) {
    checkUnchanged(out, object, old, '', field);
  }
}

function validateVolumeAttributesClass({ object, old }: Subject, out: FieldErrors): void {
  validateProvisioner(out, object, 'driverName');
  validateParameters(out, object);
  if (textEntriesOf(object, 'parameters').length === 0) {
    reportRequired(out, '/parameters', 'parameters', 'it takes at least one');
  }
  if (!old) return;
  checkUnchanged(out, object, old, '', 'driverName');
  checkUnchanged(out, object, old, '', 'parameters');
}

function validateProvisioner(out: FieldErrors, object: JsonObject, field: string): void {
  if (!checkGiven(out, object, '', field)) return;
  checkText(out, `/${field}`, field, textOf(object, field), (text) => qualifiedName(text.toLowerCase()));
}

function validateParameters(out: FieldErrors, object: JsonObject): void {
  const parameters = textEntriesOf(object, 'parameters');
  if (parameters.length > MOST_PARAMETERS) {
    const message = `parameters has ${parameters.length} members, and must have no more than ${MOST_PARAMETERS}`;
    report(out, 'too-long', '/parameters', message);
    return;
  }
  let bytes = 0;
  for (const [key, value] of parameters) {
    if (key === '') report(out, 'invalid', '/parameters', 'parameters must not have an empty key');
    bytes += bytesOf(key) + bytesOf(value);
  }
  if (bytes <= MOST_PARAMETER_BYTES) return;
  const message = `parameters have ${bytes} bytes, and must have no more than ${MOST_PARAMETER_BYTES} together`;
  report(out, 'too-long', '/parameters', message);
}

/** Terms of `allowedTopologies`: keys and values are sets, no term is empty or there twice. */
function validateTopologies(out: FieldErrors, object: JsonObject): void {
  const seen = new Set<string>();
  for (const [index, topology] of objectsOf(object, 'allowedTopologies').entries()) {
    const at = `/allowedTopologies/${index}/matchLabelExpressions`;
    const values = new Map<string, readonly string[]>();
    for (const [number, requirement] of objectsOf(topology, 'matchLabelExpressions').entries()) {
      const key = textOf(requirement, 'key');
      const given = textsOf(requirement, 'values');
      checkText(out, `${at}/${number}/key`, 'key', key, qualifiedName);
      if (given.length === 0) reportRequired(out, `${at}/${number}/values`, 'values');
      const before = new Set<string>();
      for (const [place, value] of given.entries()) {
        if (before.has(value)) reportDuplicate(out, `${at}/${number}/values/${place}`, 'value', value);
        before.add(value);
      }
      if (values.has(key)) reportDuplicate(out, `${at}/${number}/key`, 'key', key);
      values.set(key, [...before].sort());
    }
    // the server compares with what is not there yet too, and finds an empty term there
    const term = JSON.stringify([...values].sort(([one], [other]) => (one < other ? -1 : 1)));
    if (values.size === 0 || seen.has(term)) {
      report(out, 'duplicate', at, 'matchLabelExpressions must not be empty, nor the same as in a term before');
    }
    seen.add(term);
  }
}

function validateStorageCapacity({ object, old }: Subject, out: FieldErrors): void {
  validateLabelSelector(out, objectOf(object, 'nodeTopology'), '/nodeTopology');
  checkText(out, '/storageClassName', 'storageClassName', textOf(object, 'storageClassName'), dnsSubdomain);
  if ((amountOf(object, 'capacity') ?? 0) < 0) report(out, 'invalid', '/capacity', 'capacity must not be negative');
  if (!old) return;
  checkUnchanged(out, object, old, '', 'nodeTopology');
  checkUnchanged(out, object, old, '', 'storageClassName');
}

function validateVolumeAttachment({ object, old, minor }: Subject, out: FieldErrors): void {
  const spec = structOf(object, 'spec');
  const source = structOf(spec, 'source');
  if (old) checkGiven(out, spec, '/spec', 'attacher');
  else checkName(out, spec, '/spec', 'attacher', csiDriverName);
  const volume = optionalTextOf(source, 'persistentVolumeName');
  const inline = objectOf(source, 'inlineVolumeSpec');
  if ((volume === undefined) === (inline === undefined)) {
    const message = 'source takes one of persistentVolumeName and inlineVolumeSpec, and not both';
    report(out, inline ? 'forbidden' : 'required', '/spec/source', message);
  } else if (inline) {
    validateVolumeSpec(out, inline, '/spec/source/inlineVolumeSpec', { minor, name: '', inline: true });
  }
  if (volume !== undefined && (!old || volume === '')) {
    checkText(out, '/spec/source/persistentVolumeName', 'persistentVolumeName', volume, dnsSubdomain);
  }
  checkText(out, '/spec/nodeName', 'nodeName', textOf(spec, 'nodeName'), dnsSubdomain);
  if (old && !isSame(spec, structOf(old, 'spec'))) {
    report(out, 'immutable', '/spec', 'spec of a VolumeAttachment must not change');
  }
}
