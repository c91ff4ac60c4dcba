// StatefulSets as the API server validates them: claims in place of volumes, and the few fields that an update may change.
// Source: pkg/apis/apps/validation (ValidateStatefulSetSpec, ValidateStatefulSetUpdate).
import type { Json, JsonObject } from '../../kube/object.ts';
import { checkNonNegative, checkOneOf, checkText } from '../checks.ts';
import { validateClaimSpec } from '../core/persistent-volume-claim.ts';
import { validateAnnotations } from '../metadata.ts';
import { dnsLabel } from '../names.ts';
import { validatePodAnnotations } from '../pods/annotations.ts';
import { validatePodTemplate } from '../pods/template.ts';
import { validateLabels } from '../selectors.ts';
import { type FieldErrors, report, type Subject } from '../subject.ts';
import { isSame, memberOf, objectOf, objectsOf, structOf, textOf } from '../values.ts';
import { validateStatefulSetStrategy } from './rollout.ts';
import { checkRunsOn, validatePodSelector } from './template.ts';

/** Fields of a spec that an update may change. */
const CHANGEABLE: ReadonlySet<string> = new Set([
  'replicas',
  'template',
  'updateStrategy',
  'minReadySeconds',
  'ordinals',
  'revisionHistoryLimit',
  'persistentVolumeClaimRetentionPolicy',
]);

/** The release from which on the server looks into the pod spec and the claims of a StatefulSet (pkg/apis/apps/validation). */
const JUDGED_SINCE = 34;

/** Validates a StatefulSet. */
export function validateStatefulSet(subject: Subject, out: FieldErrors): void {
  const spec = structOf(subject.object, 'spec');
  const old = subject.old && structOf(subject.old, 'spec');
  // what was let in once is not held against an update: a template below an old spec that is refused is not looked at
  const forgiven = old !== undefined && hasErrors(old, subject.minor);
  validateSpec(out, spec, old, subject.minor, forgiven);
  if (old) checkChanges(out, spec, old);
}

function hasErrors(old: JsonObject, minor: number): boolean {
  const errors: FieldErrors = [];
  validateSpec(errors, old, old, minor, false);
  return errors.length > 0;
}

function validateSpec(
  out: FieldErrors,
  spec: JsonObject,
  old: JsonObject | undefined,
  minor: number,
  forgiven: boolean,
): void {
  checkOneOf(out, spec, '/spec', 'podManagementPolicy', ['OrderedReady', 'Parallel']);
  validateStatefulSetStrategy(out, spec, '/spec');
  const retention = objectOf(spec, 'persistentVolumeClaimRetentionPolicy');
  if (retention) {
    for (const field of ['whenDeleted', 'whenScaled']) {
      checkOneOf(out, retention, '/spec/persistentVolumeClaimRetentionPolicy', field, ['Retain', 'Delete']);
    }
  }
  checkNonNegative(out, spec, '/spec', 'replicas');
  checkNonNegative(out, spec, '/spec', 'minReadySeconds');
  checkNonNegative(out, structOf(spec, 'ordinals'), '/spec/ordinals', 'start');
  const serviceName = textOf(spec, 'serviceName');
  if (!old) {
    if (serviceName !== '') checkText(out, '/spec/serviceName', 'serviceName', serviceName, dnsLabel);
    for (const [index, claim] of minor < JUDGED_SINCE ? [] : objectsOf(spec, 'volumeClaimTemplates').entries()) {
      validateClaimSpec(out, structOf(claim, 'spec'), `/spec/volumeClaimTemplates/${index}/spec`, { minor });
    }
  }
  const template = structOf(spec, 'template');
  validatePodSelector(out, spec, '/spec');
  if (!forgiven) validateTemplate(out, spec, old && structOf(old, 'template'), minor);
  checkRunsOn(out, template, '/spec/template', 'StatefulSet');
}

/** The template's Pods have the claims as volumes, in place of volumes of the same name; the controller names the Pods. */
function validateTemplate(out: FieldErrors, spec: JsonObject, old: JsonObject | undefined, minor: number): void {
  const template = structOf(spec, 'template');
  const claims = objectsOf(spec, 'volumeClaimTemplates');
  if (minor < JUDGED_SINCE) {
    const metadata = structOf(template, 'metadata');
    validateLabels(out, metadata, 'labels', '/spec/template/metadata');
    validateAnnotations(out, metadata, '/spec/template/metadata');
    validatePodAnnotations(out, metadata, structOf(template, 'spec'), '/spec/template/metadata');
    return;
  }
  const { subdomain: _subdomain, hostname: _hostname, ...pod } = structOf(template, 'spec');
  const places = new Map<string, number>();
  for (const [index, claim] of claims.entries()) places.set(textOf(structOf(claim, 'metadata'), 'name'), index);
  const kept = objectsOf(pod, 'volumes').filter((volume) => !places.has(textOf(volume, 'name')));
  const claimed = [...places.values()];
  const volumes = [
    ...kept,
    ...[...places.keys()].map((name) => ({ name, persistentVolumeClaim: { claimName: name } })),
  ];
  const errors: FieldErrors = [];
  const judged = { ...template, spec: claims.length > 0 ? { ...pod, volumes } : pod };
  validatePodTemplate(errors, judged, '/spec/template', { minor, old });
  for (const error of errors) {
    const [, volume = '-1', field] = /^\/spec\/template\/spec\/volumes\/(\d+)\/(name)?/.exec(error.pointer) ?? [];
    const claim = claims.length > 0 ? claimed[Number(volume) - kept.length] : undefined;
    // a volume that stands for a claim has its name from there, and nothing else of its own
    if (claim === undefined) out.push(error);
    else if (field) out.push({ ...error, pointer: `/spec/volumeClaimTemplates/${claim}/metadata/name` });
  }
}

function checkChanges(out: FieldErrors, spec: JsonObject, old: JsonObject): void {
  for (const field of new Set([...Object.keys(spec), ...Object.keys(old)])) {
    if (CHANGEABLE.has(field) || isSame(comparable(spec, field), comparable(old, field))) continue;
    const message = `${field} must not change: an update of a StatefulSet may change ${[...CHANGEABLE].join(', ')}`;
    report(out, 'immutable', `/spec/${field}`, message);
  }
}

/** A field as the server compares it: claims are claims, whatever apiVersion and kind they give. */
function comparable(spec: JsonObject, field: string): Json | undefined {
  if (field !== 'volumeClaimTemplates') return memberOf(spec, field);
  return objectsOf(spec, field).map(({ apiVersion: _apiVersion, kind: _kind, ...claim }) => claim);
}
