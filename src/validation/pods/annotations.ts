// Annotations of pods and templates that the server judges: what were fields in the making, and profiles that contradict their
// fields. Source: ValidatePodSpecificAnnotations, validateSeccompAnnotationsAndFields and
// validateAppArmorAnnotationsAndFieldsMatchOnCreate of pkg/apis/core/validation.
import { joinPointer } from '../../change/pointer.ts';
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../../kube/object.ts';
import { quoted } from '../../kube/quoted.ts';
import { type FieldErrors, report } from '../subject.ts';
import { has, objectOf, optionalTextOf, structOf, textEntriesOf, textOf } from '../values.ts';
import { MIRROR_ANNOTATION } from './claims.ts';
import { allContainers } from './context.ts';
import { descendingPath } from './paths.ts';
import { validateTolerations } from './tolerations.ts';

const TOLERATIONS = 'scheduler.alpha.kubernetes.io/tolerations';
const DELETION_COST = 'controller.kubernetes.io/pod-deletion-cost';
const SECCOMP_POD = 'seccomp.security.alpha.kubernetes.io/pod';
const SECCOMP_CONTAINER = 'container.seccomp.security.alpha.kubernetes.io/';
/** Prefix of the annotations that name a container's AppArmor profile. */
export const APP_ARMOR = 'container.apparmor.security.beta.kubernetes.io/';
const LOCAL = 'localhost/';

/** Checks the annotations of a pod or template; `pointer` is that of its metadata. */
export function validatePodAnnotations(
  out: FieldErrors,
  metadata: JsonObject,
  spec: JsonObject,
  pointer: string,
): void {
  let names: ReadonlySet<string> | undefined;
  const isContainer = (name: string) => {
    names ??= new Set(allContainers(spec, '').map(({ container }) => textOf(container, 'name')));
    return names.has(name);
  };
  for (const [key, value] of textEntriesOf(metadata, 'annotations')) {
    const fault = faultOf(key, value, spec, isContainer);
    const at = () => joinPointer(pointer, 'annotations', key);
    if (fault !== undefined) report(out, 'invalid', at(), `annotation ${quoted(key)} ${fault}`);
    if (key === TOLERATIONS && value !== '') validateTolerationText(out, value, at());
  }
}

function faultOf(
  key: string,
  value: string,
  spec: JsonObject,
  isContainer: (name: string) => boolean,
): string | undefined {
  if (key === MIRROR_ANNOTATION)
    return textOf(spec, 'nodeName') === '' ? 'is allowed only with spec.nodeName' : undefined;
  if (key === DELETION_COST) return isInt32(value) ? undefined : `is ${quoted(value)}, and must be a 32-bit integer`;
  if (key === SECCOMP_POD || key.startsWith(SECCOMP_CONTAINER)) return seccompFault(value);
  return key.startsWith(APP_ARMOR) ? appArmorFault(key.slice(APP_ARMOR.length), value, isContainer) : undefined;
}

function isInt32(text: string): boolean {
  if (!/^(0|-?[0-9]{1,20})$/.test(text) || /^0\d/.test(text)) return false;
  return Number(text) >= -(2 ** 31) && Number(text) < 2 ** 31;
}

function seccompFault(profile: string): string | undefined {
  if (['runtime/default', 'docker/default', 'unconfined'].includes(profile)) return undefined;
  const fault = profile.startsWith(LOCAL) ? descendingPath(profile.slice(LOCAL.length)) : 'must name a seccomp profile';
  return fault && `is ${quoted(profile)}, and ${fault}`;
}

function appArmorFault(container: string, profile: string, isContainer: (name: string) => boolean): string | undefined {
  if (!isContainer(container)) {
    return `is of a container ${quoted(container)} that is not there`;
  }
  const known =
    profile === '' || profile === 'runtime/default' || profile === 'unconfined' || profile.startsWith(LOCAL);
  return known
    ? undefined
    : `is ${quoted(profile)}, and must be \`runtime/default\`, \`unconfined\` or \`localhost/\` and a name`;
}

function validateTolerationText(out: FieldErrors, text: string, pointer: string): void {
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch {
    value = text;
  }
  if (value === null) return;
  if (!isJsonList(value) || !value.every(isJsonObject)) {
    report(out, 'invalid', pointer, `annotation ${quoted(TOLERATIONS)} must be a JSON list of tolerations`);
    return;
  }
  const found: FieldErrors = [];
  validateTolerations(found, value, '');
  for (const { type, message } of found) report(out, type, pointer, message);
}

/** Profiles that an annotation and a field name for the same container must be one. */
export function checkProfilesAgree(out: FieldErrors, metadata: JsonObject, spec: JsonObject, pointer: string): void {
  const annotations = objectOf(metadata, 'annotations');
  if (!annotations) return;
  const ofPod = structOf(spec, 'securityContext');
  const check = (profile: JsonObject | undefined, key: string, at: string) => {
    const annotation = optionalTextOf(annotations, key);
    if (!profile || annotation === undefined || agrees(profile, annotation, key.startsWith(APP_ARMOR))) return;
    report(out, 'forbidden', `${at}/type`, `type must be the profile that the annotation ${quoted(key)} names`);
  };
  check(objectOf(ofPod, 'seccompProfile'), SECCOMP_POD, `${pointer}/securityContext/seccompProfile`);
  const onWindows = textOf(structOf(spec, 'os'), 'name') === 'windows';
  for (const { container, pointer: at } of allContainers(spec, pointer)) {
    const name = textOf(container, 'name');
    const security = structOf(container, 'securityContext');
    check(objectOf(security, 'seccompProfile'), `${SECCOMP_CONTAINER}${name}`, `${at}/securityContext/seccompProfile`);
    if (onWindows) continue;
    const key = `${APP_ARMOR}${name}`;
    // completing has filled the field of a new Pod's container from the annotation, as the server does
    const own = objectOf(security, 'appArmorProfile');
    check(own ?? objectOf(ofPod, 'appArmorProfile'), key, `${at}/securityContext/appArmorProfile`);
  }
}

function agrees(profile: JsonObject, annotation: string, isAppArmor: boolean): boolean {
  switch (textOf(profile, 'type')) {
    case 'Unconfined':
      return annotation === 'unconfined';
    case 'RuntimeDefault':
      return annotation === 'runtime/default' || (!isAppArmor && annotation === 'docker/default');
    case 'Localhost':
      return annotation === `${LOCAL}${textOf(profile, 'localhostProfile')}` && has(profile, 'localhostProfile');
    default:
      return true;
  }
}
