// PersistentVolumeClaims as the API server validates them, and the specs of claims that other kinds make. Source:
// pkg/apis/core/validation (ValidatePersistentVolumeClaimSpec and …Update) and pkg/api/persistentvolumeclaim.
import type { JsonObject } from '../../kube/object.ts';
import { quoted } from '../../kube/quoted.ts';
import { checkOneOf, checkText, checkUnchanged, reportForbidden, reportRequired } from '../checks.ts';
import { dnsLabel, dnsSubdomain } from '../names.ts';
import { amountOf } from '../quantities.ts';
import { validateLabelSelector } from '../selectors.ts';
import { type FieldErrors, report, type Subject } from '../subject.ts';
import { has, isSame, memberOf, objectOf, optionalTextOf, structOf, textOf } from '../values.ts';
import { validateAccessModes } from './access-modes.ts';

/** The release from which on the server knows classes of volume attributes without being told to. */
const ATTRIBUTES_CLASSES_SINCE = 34;
/** Where claims had their class before there was a field. */
const CLASS_ANNOTATION = 'volume.beta.kubernetes.io/storage-class';

/** Validates a PersistentVolumeClaim. */
export function validatePersistentVolumeClaim({ object, old, minor }: Subject, out: FieldErrors): void {
  const before = old && withDataSources(structOf(old, 'spec'), undefined);
  const spec = withDataSources(structOf(object, 'spec'), before);
  validateClaimSpec(out, spec, '/spec', { minor });
  if (old && before) validateChanges(out, object, old, spec, before);
}

/** Checks the spec of a claim. */
export function validateClaimSpec(
  out: FieldErrors,
  spec: JsonObject,
  pointer: string,
  { minor }: { readonly minor: number },
): void {
  validateAccessModes(out, spec, pointer);
  validateLabelSelector(out, objectOf(spec, 'selector'), `${pointer}/selector`);
  validateStorage(out, spec, `${pointer}/resources/requests`);
  const storageClass = textOf(spec, 'storageClassName');
  if (storageClass !== '') {
    checkText(out, `${pointer}/storageClassName`, 'storageClassName', storageClass, dnsSubdomain);
  }
  if (has(spec, 'volumeMode')) checkOneOf(out, spec, pointer, 'volumeMode', ['Block', 'Filesystem']);
  for (const field of ['dataSource', 'dataSourceRef']) {
    const source = objectOf(spec, field);
    if (source) validateDataSource(out, source, `${pointer}/${field}`);
  }
  validateSourcesTogether(out, spec, pointer);
  const attributesClass = textOf(spec, 'volumeAttributesClassName');
  if (attributesClass !== '' && minor >= ATTRIBUTES_CLASSES_SINCE) {
    checkText(out, `${pointer}/volumeAttributesClassName`, 'volumeAttributesClassName', attributesClass, dnsSubdomain);
  }
}

function validateStorage(out: FieldErrors, spec: JsonObject, pointer: string): void {
  const requests = structOf(structOf(spec, 'resources'), 'requests');
  if (!has(requests, 'storage')) return reportRequired(out, `${pointer}/storage`, 'storage');
  const amount = amountOf(requests, 'storage');
  if (amount === undefined || amount > 0) return;
  const shown = quoted(String(memberOf(requests, 'storage')));
  report(out, 'invalid', `${pointer}/storage`, `storage is ${shown}, and must be more than 0`);
}

function validateDataSource(out: FieldErrors, source: JsonObject, pointer: string): void {
  const group = textOf(source, 'apiGroup');
  const kind = textOf(source, 'kind');
  if (textOf(source, 'name') === '') reportRequired(out, `${pointer}/name`, 'name');
  if (kind === '') reportRequired(out, `${pointer}/kind`, 'kind');
  if (group !== '') checkText(out, `${pointer}/apiGroup`, 'apiGroup', group, dnsSubdomain);
  else if (kind !== 'PersistentVolumeClaim') {
    const message = `kind ${quoted(kind)} must be \`PersistentVolumeClaim\` where no apiGroup is given`;
    report(out, 'invalid', `${pointer}/kind`, message);
  }
  const namespace = textOf(source, 'namespace');
  if (namespace !== '') checkText(out, `${pointer}/namespace`, 'namespace', namespace, dnsLabel);
}

function validateSourcesTogether(out: FieldErrors, spec: JsonObject, pointer: string): void {
  const source = objectOf(spec, 'dataSource');
  const reference = objectOf(spec, 'dataSourceRef');
  if (!source || !reference) return;
  if (textOf(reference, 'namespace') !== '') {
    reportForbidden(out, `${pointer}/dataSource`, 'dataSource', 'beside a dataSourceRef with a namespace');
  } else if (
    ['apiGroup', 'kind', 'name'].some((field) => optionalTextOf(source, field) !== optionalTextOf(reference, field))
  ) {
    report(out, 'invalid', `${pointer}/dataSource`, 'dataSource must be the same as dataSourceRef');
  }
}

/**
 * What the server makes of the data sources of a claim before it validates: it drops references to other namespaces, which
 * are behind a closed feature gate, and old-style sources that nobody understands, and copies each field to the other.
 */
function withDataSources(spec: JsonObject, old: JsonObject | undefined): JsonObject {
  let source = objectOf(spec, 'dataSource');
  let reference = objectOf(spec, 'dataSourceRef');
  if (!source && !reference) return spec;
  if (reference && textOf(reference, 'namespace') !== '' && !(old && has(old, 'dataSourceRef'))) reference = undefined;
  const inUse = old !== undefined && (has(old, 'dataSource') || has(old, 'dataSourceRef'));
  if (!inUse && !reference && source && !isKnownSource(source)) source = undefined;
  if (source && !reference) reference = source;
  else if (reference && !source && textOf(reference, 'namespace') === '') source = withoutNamespace(reference);
  const { dataSource: _source, dataSourceRef: _reference, ...rest } = spec;
  return { ...rest, ...(source && { dataSource: source }), ...(reference && { dataSourceRef: reference }) };
}

function isKnownSource(source: JsonObject): boolean {
  const key = `${textOf(source, 'apiGroup')}/${textOf(source, 'kind')}`;
  return key === '/PersistentVolumeClaim' || key === 'snapshot.storage.k8s.io/VolumeSnapshot';
}

function withoutNamespace(reference: JsonObject): JsonObject {
  const { namespace: _namespace, ...rest } = reference;
  return rest;
}

/**
 * A claim stays as it is. What a bound claim may change, more storage and another class of attributes, passes: whether it is
 * bound, and whether its storage class lets it grow, is known to the cluster alone.
 */
function validateChanges(
  out: FieldErrors,
  object: JsonObject,
  oldObject: JsonObject,
  spec: JsonObject,
  old: JsonObject,
): void {
  const annotations = structOf(structOf(object, 'metadata'), 'annotations');
  const oldAnnotations = structOf(structOf(oldObject, 'metadata'), 'annotations');
  const oldClass = optionalTextOf(oldAnnotations, CLASS_ANNOTATION);
  const newClass = optionalTextOf(spec, 'storageClassName');
  const mayName =
    newClass !== undefined && !has(old, 'storageClassName') && (oldClass === undefined || newClass === oldClass);
  if (!(mayName && oldClass !== undefined && !has(annotations, CLASS_ANNOTATION))) {
    if (textOf(annotations, CLASS_ANNOTATION) !== (oldClass ?? '')) {
      const pointer = '/metadata/annotations/volume.beta.kubernetes.io~1storage-class';
      report(out, 'immutable', pointer, `annotation \`${CLASS_ANNOTATION}\` must not change`);
    }
  }
  for (const field of new Set([...Object.keys(spec), ...Object.keys(old)])) {
    if (field === 'resources' || field === 'volumeAttributesClassName') continue;
    if (field === 'volumeName' && textOf(old, 'volumeName') === '') continue;
    if (field === 'storageClassName' && mayName) continue;
    checkUnchanged(out, spec, old, '/spec', field);
  }
  const resources = structOf(spec, 'resources');
  const oldResources = structOf(old, 'resources');
  if (!isSame(withoutStorage(resources), withoutStorage(oldResources))) {
    report(out, 'immutable', '/spec/resources', 'resources must not change but for `requests.storage`');
  }
  const size = amountOf(structOf(resources, 'requests'), 'storage');
  const oldSize = amountOf(structOf(oldResources, 'requests'), 'storage');
  if (size !== undefined && oldSize !== undefined && size < oldSize) {
    report(out, 'immutable', '/spec/resources/requests/storage', 'storage must not become less');
  }
}

function withoutStorage(resources: JsonObject): JsonObject {
  const { requests: _requests, ...rest } = resources;
  const { storage: _storage, ...others } = structOf(resources, 'requests');
  return { ...rest, requests: others };
}
