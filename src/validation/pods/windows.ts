// What is particular about pods on Windows: their options, and the fields that only Linux knows; and the other way round. Source:
// validateWindowsSecurityContextOptions, validateWindowsHostProcessPod, validateOS, validateLinux and validateWindows of
// pkg/apis/core/validation.
import type { JsonObject } from '../../kube/object.ts';
import { checkOneOf, checkText, reportForbidden } from '../checks.ts';
import { bytesOf } from '../metadata.ts';
import { dnsSubdomain, type NameRule } from '../names.ts';
import { type FieldErrors, report } from '../subject.ts';
import { booleanOf, has, isTrue, listOf, objectOf, optionalTextOf, structOf, textOf } from '../values.ts';
import type { PlacedContainer } from './context.ts';

const LONGEST_CREDENTIALS = 64 * 1024;
const LONGEST_DOMAIN = 255;
const LONGEST_USER = 104;

/** Checks `windowsOptions` of a securityContext. */
export function validateWindowsOptions(out: FieldErrors, options: JsonObject, pointer: string): void {
  const check = (field: string, rule: NameRule) => {
    const text = optionalTextOf(options, field);
    if (text !== undefined) checkText(out, `${pointer}/${field}`, field, text, rule);
  };
  check('gmsaCredentialSpecName', dnsSubdomain);
  check('gmsaCredentialSpec', credentials);
  check('runAsUserName', userName);
}

const credentials: NameRule = (text) => {
  if (text === '') return 'must not be empty';
  return bytesOf(text) > LONGEST_CREDENTIALS ? `must have no more than ${LONGEST_CREDENTIALS} bytes` : undefined;
};

const DOMAIN = /^[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*$/;
const NETBIOS = /^[^\\/:*?"<>|.][^\\/:*?"<>|]{0,14}$/u;

const userName: NameRule = (text) => {
  if (text === '') return 'must not be empty';
  if (/[\u0000-\u001f\u007f]/.test(text)) return 'must not contain control characters';
  const [first = '', second, ...more] = text.split('\\');
  if (more.length > 0) return 'must not contain more than one backslash';
  const user = second ?? first;
  if (second !== undefined) {
    if (bytesOf(first) > LONGEST_DOMAIN)
      return `must have no more than ${LONGEST_DOMAIN} characters before its backslash`;
    if (!NETBIOS.test(first) && !DOMAIN.test(first)) return 'must have a DNS or NetBIOS name before its backslash';
  }
  if (user === '') return 'must name a user';
  if (bytesOf(user) > LONGEST_USER) return `must have no more than ${LONGEST_USER} characters of a user`;
  if (/^[. ]+$/.test(user)) return 'must not consist of dots and blanks alone';
  return /["/\\:;|=,+*?<>@[\]]/.test(user) ? 'must not contain any of `"/\\:;|=,+*?<>@[]`' : undefined;
};

/** Containers that run as processes of the node: all of a pod or none, and on its network. */
export function validateHostProcesses(
  out: FieldErrors,
  spec: JsonObject,
  pointer: string,
  containers: readonly PlacedContainer[],
): void {
  const ofPod = hostProcessOf(spec);
  let count = 0;
  for (const { container, pointer: at } of containers) {
    const own = hostProcessOf(container);
    if (ofPod !== undefined && own !== undefined && ofPod !== own) {
      const where = `${at}/securityContext/windowsOptions/hostProcess`;
      report(out, 'invalid', where, `hostProcess must be ${ofPod}, as the pod has it`);
    }
    if (own ?? ofPod) count += 1;
  }
  if (count === 0) return;
  if (count !== containers.length) {
    report(out, 'invalid', pointer, 'all containers must have hostProcess where one of them has it');
  }
  if (!isTrue(spec, 'hostNetwork')) {
    report(out, 'invalid', `${pointer}/hostNetwork`, 'hostNetwork must be true with hostProcess containers');
  }
}

function hostProcessOf(owner: JsonObject): boolean | undefined {
  return booleanOf(structOf(structOf(owner, 'securityContext'), 'windowsOptions'), 'hostProcess');
}

const LINUX_POD_FIELDS: readonly string[] = ['hostUsers', 'hostPID', 'hostIPC', 'shareProcessNamespace'];
const LINUX_POD_SECURITY: readonly string[] = [
  'appArmorProfile',
  'seLinuxOptions',
  'seccompProfile',
  'fsGroup',
  'fsGroupChangePolicy',
  'sysctls',
  'runAsUser',
  'runAsGroup',
  'supplementalGroups',
  'supplementalGroupsPolicy',
  'seLinuxChangePolicy',
];
const LINUX_CONTAINER_SECURITY: readonly string[] = [
  'appArmorProfile',
  'seLinuxOptions',
  'seccompProfile',
  'capabilities',
  'readOnlyRootFilesystem',
  'privileged',
  'allowPrivilegeEscalation',
  'procMount',
  'runAsUser',
  'runAsGroup',
];

/** Checks `os`, and that no field is there which the system does not know. */
export function validateSystem(
  out: FieldErrors,
  spec: JsonObject,
  pointer: string,
  containers: readonly PlacedContainer[],
): void {
  const os = objectOf(spec, 'os');
  if (!os || !checkOneOf(out, os, `${pointer}/os`, 'name', ['linux', 'windows'])) return;
  const onWindows = textOf(os, 'name') === 'windows';
  const forbid = (owner: JsonObject, at: string, fields: readonly string[]) => {
    for (const field of fields) {
      if (!isSet(owner, field)) continue;
      reportForbidden(out, `${at}/${field}`, field, `in a pod for ${onWindows ? 'Windows' : 'Linux'}`);
    }
  };
  if (onWindows) forbid(spec, pointer, LINUX_POD_FIELDS);
  forbid(
    structOf(spec, 'securityContext'),
    `${pointer}/securityContext`,
    onWindows ? LINUX_POD_SECURITY : ['windowsOptions'],
  );
  for (const { container, pointer: at } of containers) {
    const fields = onWindows ? LINUX_CONTAINER_SECURITY : ['windowsOptions'];
    forbid(structOf(container, 'securityContext'), `${at}/securityContext`, fields);
  }
}

/** Whether a field is given: a switch that is off, and an empty list, count only where the type tells them from absent ones. */
function isSet(owner: JsonObject, field: string): boolean {
  if (field === 'hostPID' || field === 'hostIPC') return isTrue(owner, field);
  if (field === 'sysctls') return listOf(owner, field).length > 0;
  return has(owner, field);
}
