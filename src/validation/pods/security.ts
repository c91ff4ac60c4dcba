// `securityContext` of containers and pods: users and groups, profiles, privileges, sysctls. What concerns Windows is windows.ts.
// Source: ValidateSecurityContext and validatePodSpecSecurityContext of pkg/apis/core/validation.
import type { JsonObject } from '../../kube/object.ts';
import { quoted } from '../../kube/quoted.ts';
import {
  checkOneOf,
  checkRange,
  checkText,
  MAX_INT32,
  reportDuplicate,
  reportForbidden,
  reportRequired,
} from '../checks.ts';
import { bytesOf } from '../metadata.ts';
import type { NameRule } from '../names.ts';
import { type FieldErrors, report } from '../subject.ts';
import {
  booleanOf,
  has,
  isTrue,
  listOf,
  objectOf,
  objectsOf,
  optionalTextOf,
  structOf,
  textOf,
  textsOf,
} from '../values.ts';
import type { PodContext } from './context.ts';
import { descendingPath } from './paths.ts';
import { validateWindowsOptions } from './windows.ts';

const PROFILES: readonly string[] = ['Localhost', 'RuntimeDefault', 'Unconfined'];
/** Longest path of a profile on a node (PATH_MAX without its end). */
const LONGEST_PROFILE = 4095;

/** Checks the securityContext of a container. */
export function validateContainerSecurity(
  out: FieldErrors,
  container: JsonObject,
  pointer: string,
  spec: JsonObject,
): void {
  const security = objectOf(container, 'securityContext');
  if (!security) return;
  const at = `${pointer}/securityContext`;
  checkRange(out, security, at, 'runAsUser', 0, MAX_INT32);
  checkRange(out, security, at, 'runAsGroup', 0, MAX_INT32);
  if (has(security, 'procMount') && checkOneOf(out, security, at, 'procMount', ['Default', 'Unmasked'])) {
    if (textOf(security, 'procMount') === 'Unmasked' && booleanOf(spec, 'hostUsers') !== false) {
      report(
        out,
        'invalid',
        `${at}/procMount`,
        'procMount `Unmasked` is allowed only in a pod whose hostUsers is false',
      );
    }
  }
  if (booleanOf(security, 'allowPrivilegeEscalation') === false) {
    const where = `${at}/allowPrivilegeEscalation`;
    if (isTrue(security, 'privileged')) {
      report(out, 'invalid', where, 'allowPrivilegeEscalation must not be false in a privileged container');
    }
    if (textsOf(structOf(security, 'capabilities'), 'add').includes('CAP_SYS_ADMIN')) {
      report(out, 'invalid', where, 'allowPrivilegeEscalation must not be false with the capability `CAP_SYS_ADMIN`');
    }
  }
  validateProfiles(out, security, at);
}

function validateProfiles(out: FieldErrors, security: JsonObject, pointer: string): void {
  const seccomp = objectOf(security, 'seccompProfile');
  const appArmor = objectOf(security, 'appArmorProfile');
  const windows = objectOf(security, 'windowsOptions');
  if (seccomp) validateProfile(out, seccomp, `${pointer}/seccompProfile`, descendingPath);
  if (appArmor) validateProfile(out, appArmor, `${pointer}/appArmorProfile`, appArmorName);
  if (windows) validateWindowsOptions(out, windows, `${pointer}/windowsOptions`);
}

const appArmorName: NameRule = (name) => {
  if (name.trim() !== name) return 'must not start or end with a blank';
  if (name === '') return 'must not be empty';
  return bytesOf(name) > LONGEST_PROFILE ? `must have no more than ${LONGEST_PROFILE} bytes` : undefined;
};

function validateProfile(out: FieldErrors, profile: JsonObject, pointer: string, rule: NameRule): void {
  const at = `${pointer}/localhostProfile`;
  const name = optionalTextOf(profile, 'localhostProfile');
  const type = textOf(profile, 'type');
  checkOneOf(out, profile, pointer, 'type', PROFILES);
  if (type !== 'Localhost') {
    if (name !== undefined && type !== '')
      report(out, 'invalid', at, 'localhostProfile is allowed only with type `Localhost`');
  } else if (name === undefined) reportRequired(out, at, 'localhostProfile', 'type `Localhost` needs it');
  else checkText(out, at, 'localhostProfile', name, rule);
}

/** Checks the securityContext of a pod, and what of the node its containers share. */
export function validatePodSecurity(out: FieldErrors, spec: JsonObject, pointer: string, context: PodContext): void {
  validateHostUsers(out, spec, pointer);
  const sharing = `${pointer}/shareProcessNamespace`;
  if (isTrue(spec, 'shareProcessNamespace') && isTrue(spec, 'hostPID')) {
    report(out, 'invalid', sharing, 'shareProcessNamespace is not allowed with hostPID');
  }
  const security = objectOf(spec, 'securityContext');
  if (!security) return;
  const at = `${pointer}/securityContext`;
  for (const field of ['fsGroup', 'runAsUser', 'runAsGroup']) checkRange(out, security, at, field, 0, MAX_INT32);
  for (const [index, group] of listOf(security, 'supplementalGroups').entries()) {
    if (typeof group !== 'number' || (group >= 0 && group <= MAX_INT32)) continue;
    report(out, 'invalid', `${at}/supplementalGroups/${index}`, `group is ${group}, and must be 0 to ${MAX_INT32}`);
  }
  validateSysctls(out, security, at, spec);
  for (const [field, allowed] of Object.entries(POLICIES)) {
    if (has(security, field)) checkOneOf(out, security, at, field, allowed);
  }
  validateLabelChange(out, security, at, context);
  validateProfiles(out, security, at);
}

const POLICIES: Readonly<Record<string, readonly string[]>> = {
  fsGroupChangePolicy: ['OnRootMismatch', 'Always'],
  supplementalGroupsPolicy: ['Merge', 'Strict'],
};

/** The gate for another policy than Recursive is closed; Pods that have one keep theirs. */
function validateLabelChange(out: FieldErrors, security: JsonObject, pointer: string, { old }: PodContext): void {
  if (!has(security, 'seLinuxChangePolicy')) return;
  const inUse = old && has(structOf(old, 'securityContext'), 'seLinuxChangePolicy');
  checkOneOf(out, security, pointer, 'seLinuxChangePolicy', inUse ? ['Recursive', 'MountOption'] : ['Recursive']);
}

function validateHostUsers(out: FieldErrors, spec: JsonObject, pointer: string): void {
  if (booleanOf(spec, 'hostUsers') !== false) return;
  for (const field of ['hostNetwork', 'hostPID', 'hostIPC']) {
    if (isTrue(spec, field)) reportForbidden(out, `${pointer}/${field}`, field, 'in a pod whose hostUsers is false');
  }
  for (const list of ['initContainers', 'containers']) {
    for (const [index, container] of objectsOf(spec, list).entries()) {
      if (listOf(container, 'volumeDevices').length === 0) continue;
      const at = `${pointer}/${list}/${index}/volumeDevices`;
      reportForbidden(out, at, 'volumeDevices', 'in a pod whose hostUsers is false');
    }
  }
}

const SYSCTL = /^([a-z0-9]([-_a-z0-9]*[a-z0-9])?[./])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?$/;
const LONGEST_SYSCTL = 253;
/** Kernel settings of the IPC namespace (k8s.io/component-helpers node/util/sysctl). */
const IPC_SYSCTLS: ReadonlySet<string> = new Set([
  'kernel.sem',
  'kernel.shmall',
  'kernel.shmmax',
  'kernel.shmmni',
  'kernel.shm_rmid_forced',
  'kernel.shm',
  'kernel.msgmax',
  'kernel.msgmnb',
  'kernel.msgmni',
  'kernel.msg',
]);

function validateSysctls(out: FieldErrors, security: JsonObject, pointer: string, spec: JsonObject): void {
  const seen = new Set<string>();
  for (const [index, sysctl] of objectsOf(security, 'sysctls').entries()) {
    const at = `${pointer}/sysctls/${index}/name`;
    const name = textOf(sysctl, 'name');
    if (name === '') reportRequired(out, at, 'name');
    else if (name.length > LONGEST_SYSCTL || !SYSCTL.test(name)) {
      const reason = 'must consist of lower-case letters, digits, `-`, `_`, and `.` or `/` between them';
      report(out, 'invalid', at, `name ${quoted(name)} ${reason}`);
    } else if (seen.has(name)) reportDuplicate(out, at, 'name', name);
    seen.add(name);
    const owner = namespaceOf(name);
    if (owner !== undefined && isTrue(spec, owner)) {
      report(out, 'invalid', at, `name ${quoted(name)} is not allowed with ${owner}`);
    }
  }
}

/** The field of a pod spec that gives up the namespace which a kernel setting belongs to. */
function namespaceOf(sysctl: string): 'hostNetwork' | 'hostIPC' | undefined {
  // the first separator decides which one separates, the other is part of a name
  const separator = /[./]/.exec(sysctl)?.[0];
  const swapped = separator === '/' ? sysctl.replace(/[./]/g, (one) => (one === '/' ? '.' : '/')) : sysctl;
  const star = swapped.indexOf('*');
  const name = star < 0 ? swapped : swapped.slice(0, star);
  if (name.startsWith('net.')) return 'hostNetwork';
  return IPC_SYSCTLS.has(name) || name.startsWith('fs.mqueue.') ? 'hostIPC' : undefined;
}
