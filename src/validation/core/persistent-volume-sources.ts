// Where a PersistentVolume lies: exactly one source, and what each takes. What it takes in a Pod too is pods/volume-sources.ts.
// Source: pkg/apis/core/validation (ValidatePersistentVolumeSpec and the functions for its sources).
import type { JsonObject } from '../../kube/object.ts';
import { checkGiven, checkName, checkText, reportForbidden, reportRequired } from '../checks.ts';
import { dnsLabel, dnsSubdomain } from '../names.ts';
import { steplessPath } from '../pods/paths.ts';
import { csiDriverName, VOLUME_SOURCES } from '../pods/volume-sources.ts';
import type { FieldErrors } from '../subject.ts';
import { has, objectOf, optionalTextOf, structOf } from '../values.ts';

type SourceCheck = (out: FieldErrors, source: JsonObject, pointer: string) => void;

/** Fields of the sources in the order in which the server looks at them: the first is the volume's, each further one is refused. */
export const PERSISTENT_SOURCES: readonly string[] = [
  'hostPath',
  'gcePersistentDisk',
  'awsElasticBlockStore',
  'glusterfs',
  'flocker',
  'nfs',
  'rbd',
  'quobyte',
  'cephfs',
  'iscsi',
  'cinder',
  'fc',
  'flexVolume',
  'azureFile',
  'vsphereVolume',
  'photonPersistentDisk',
  'portworxVolume',
  'azureDisk',
  'scaleIO',
  'local',
  'storageos',
  'csi',
];

/** What sources take of a PersistentVolume beside what they take of a Pod: mostly where secrets are. */
const BESIDE_PODS: Readonly<Record<string, SourceCheck>> = {
  glusterfs: (out, source, pointer) => {
    const namespace = optionalTextOf(source, 'endpointsNamespace');
    if (namespace === undefined) return;
    checkText(out, `${pointer}/endpointsNamespace`, 'endpointsNamespace', namespace, dnsLabel);
  },
  iscsi: (out, source, pointer) => {
    const secret = objectOf(source, 'secretRef');
    if (secret) checkGiven(out, secret, `${pointer}/secretRef`, 'name');
  },
  cinder: checkSecretPlace,
  storageos: checkSecretPlace,
  azureFile: (out, source, pointer) => {
    if (has(source, 'secretNamespace')) checkGiven(out, source, pointer, 'secretNamespace');
  },
};

/** Sources that only a PersistentVolume has, or has in a form of its own. */
const OF_VOLUMES: Readonly<Record<string, SourceCheck>> = {
  local: (out, source, pointer) => checkName(out, source, pointer, 'path', steplessPath),
  csi: validateCsi,
};

/** Checks that a volume has exactly one source, and that one. */
export function validatePersistentSources(
  out: FieldErrors,
  spec: JsonObject,
  pointer: string,
  context: { readonly minor: number; readonly name: string },
): void {
  const { minor, name } = context;
  let found: string | undefined;
  for (const field of PERSISTENT_SOURCES) {
    const source = objectOf(spec, field);
    if (!source) continue;
    const at = `${pointer}/${field}`;
    // the server forgets to ask whether a flexVolume is the only source
    if (found !== undefined && field !== 'flexVolume') {
      reportForbidden(out, at, field, `beside ${found}: a volume has one source`);
      continue;
    }
    if (Object.hasOwn(OF_VOLUMES, field)) OF_VOLUMES[field]!(out, source, at);
    else VOLUME_SOURCES[field]?.(out, source, at, { minor }, { name });
    if (Object.hasOwn(BESIDE_PODS, field)) BESIDE_PODS[field]!(out, source, at);
    found ??= field;
  }
  if (found === undefined) reportRequired(out, pointer, 'the source of the volume');
}

/** A secret of a Pod's volume is in the Pod's namespace; that of a PersistentVolume says where it is. */
function checkSecretPlace(out: FieldErrors, source: JsonObject, pointer: string): void {
  const secret = objectOf(source, 'secretRef');
  if (secret) checkGiven(out, secret, `${pointer}/secretRef`, 'namespace');
}

function validateCsi(out: FieldErrors, source: JsonObject, pointer: string): void {
  checkName(out, source, pointer, 'driver', csiDriverName);
  checkGiven(out, source, pointer, 'volumeHandle');
  for (const action of ['controllerPublish', 'controllerExpand', 'nodePublish', 'nodeExpand']) {
    const field = `${action}SecretRef`;
    if (!has(source, field)) continue;
    checkName(out, structOf(source, field), `${pointer}/${field}`, 'name', dnsSubdomain);
    checkName(out, structOf(source, field), `${pointer}/${field}`, 'namespace', dnsLabel);
  }
}
