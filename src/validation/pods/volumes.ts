// `volumes` of a pod spec: each has a name of its own and exactly one source. What a source needs is volume-sources.ts. Source:
// ValidateVolumes and validateVolumeSource of pkg/apis/core/validation.
import type { JsonObject } from '../../kube/object.ts';
import { quoted } from '../../kube/quoted.ts';
import { checkName, listed, reportDuplicate } from '../checks.ts';
import { dnsLabel, dnsSubdomain } from '../names.ts';
import { type FieldErrors, report } from '../subject.ts';
import { has, objectOf, objectsOf, structOf, textOf } from '../values.ts';
import { type PodContext, SINCE } from './context.ts';
import type { Volumes } from './mounts.ts';
import { VOLUME_SOURCES } from './volume-sources.ts';

/** Checks the volumes, and returns them by name. Before their release, volumes of images are dropped with their mounts. */
export function validateVolumes(out: FieldErrors, spec: JsonObject, pointer: string, context: PodContext): Volumes {
  const byName = new Map<string, JsonObject>();
  const podName = context.metadata && textOf(context.metadata, 'name');
  const volumes = objectsOf(spec, 'volumes');
  const created = podName
    ? new Set(
        volumes.filter((volume) => has(volume, 'ephemeral')).map((volume) => `${podName}-${textOf(volume, 'name')}`),
      )
    : undefined;
  for (const [index, volume] of volumes.entries()) {
    const at = `${pointer}/volumes/${index}`;
    const name = textOf(volume, 'name');
    if (has(volume, 'image') && context.minor < SINCE.imageVolumes) {
      byName.set(name, volume);
      continue;
    }
    if (checkName(out, volume, at, 'name', dnsLabel) && byName.has(name))
      reportDuplicate(out, `${at}/name`, 'name', name);
    byName.set(name, volume);
    validateSource(out, volume, at, context);
    if (podName && name !== '' && has(volume, 'ephemeral')) checkCreatedClaim(out, `${podName}-${name}`, `${at}/name`);
    const claim = textOf(structOf(volume, 'persistentVolumeClaim'), 'claimName');
    if (!created?.has(claim)) continue;
    const message = `claimName ${quoted(claim)} is a claim that an ephemeral volume of this pod creates, and must be another`;
    report(out, 'invalid', `${at}/persistentVolumeClaim/claimName`, message);
  }
  return byName;
}

function checkCreatedClaim(out: FieldErrors, claim: string, pointer: string): void {
  const fault = dnsSubdomain(claim);
  if (fault !== undefined) report(out, 'invalid', pointer, `claim ${quoted(claim)} of an ephemeral volume ${fault}`);
}

function validateSource(out: FieldErrors, volume: JsonObject, pointer: string, context: PodContext): void {
  const given = Object.keys(volume).filter((field) => Object.hasOwn(VOLUME_SOURCES, field) && has(volume, field));
  const [first, ...more] = given;
  if (first === undefined) {
    report(out, 'required', pointer, `volume ${quoted(textOf(volume, 'name'))} has no source`);
    return;
  }
  for (const field of more) {
    report(out, 'forbidden', `${pointer}/${field}`, `a volume must have only one of ${listed(given)}`);
  }
  VOLUME_SOURCES[first]?.(out, objectOf(volume, first) ?? {}, `${pointer}/${first}`, context, volume);
}
