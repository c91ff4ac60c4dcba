// Containers of a pod spec: each for itself, and names and ports of all of them. Source: validateContainers,
// validateInitContainers and validateContainerCommon of pkg/apis/core/validation. Ephemeral containers reach a Pod by a
// subresource that no manifest writes to; whether they may be there at all is said by pod.ts and template.ts.
import type { JsonObject } from '../../kube/object.ts';
import { quoted } from '../../kube/quoted.ts';
import { checkGiven, checkName, checkOneOf, reportDuplicate, reportForbidden, reportRequired } from '../checks.ts';
import { dnsLabel } from '../names.ts';
import { validateResources } from '../quantities.ts';
import { type FieldErrors, report } from '../subject.ts';
import { has, numberOf, objectsOf, structOf, textOf } from '../values.ts';
import { claimNames, validateClaimUses } from './claims.ts';
import type { PodContext } from './context.ts';
import { validateEnvironment, validateEnvironmentSources } from './environment.ts';
import { type Volumes, validateDevices, validateMounts } from './mounts.ts';
import { checkHostPorts, validatePorts } from './ports.ts';
import { PROBE_FIELDS, validateProbes } from './probes.ts';
import { validateResizePolicy, validateRestarts } from './restarts.ts';
import { validateContainerSecurity } from './security.ts';

/** Pull policies of images. */
const PULL_POLICIES: readonly string[] = ['Always', 'IfNotPresent', 'Never'];

/** Checks `containers` and `initContainers` of a pod spec. */
export function validateContainers(
  out: FieldErrors,
  spec: JsonObject,
  pointer: string,
  volumes: Volumes,
  context: PodContext,
): void {
  const containers = objectsOf(spec, 'containers');
  if (containers.length === 0) reportRequired(out, `${pointer}/containers`, 'containers');
  const names = new Set<string>();
  const pod: Surroundings = { spec, volumes, claims: claimNames(spec), context };
  const pointers = containers.map((_, index) => `${pointer}/containers/${index}`);
  const grace = numberOf(spec, 'terminationGracePeriodSeconds');
  for (const [index, container] of containers.entries()) {
    const at = pointers[index] ?? '';
    validateContainer(out, container, at, pod);
    validateRestarts(out, container, at, false, context);
    validateProbes(out, container, at, grace);
    checkUnusedName(out, container, at, names);
  }
  checkHostPorts(out, containers, pointers);
  for (const [index, container] of objectsOf(spec, 'initContainers').entries()) {
    const at = `${pointer}/initContainers/${index}`;
    validateContainer(out, container, at, pod);
    validateRestarts(out, container, at, true, context);
    if (textOf(container, 'restartPolicy') === 'Always') validateProbes(out, container, at, grace);
    else forbidProbes(out, container, at);
    checkUnusedName(out, container, at, names);
    checkHostPorts(out, [container], [at]);
  }
}

function checkUnusedName(out: FieldErrors, container: JsonObject, pointer: string, names: Set<string>): void {
  const name = textOf(container, 'name');
  if (name === '') return;
  if (names.has(name)) reportDuplicate(out, `${pointer}/name`, 'name', name);
  names.add(name);
}

function forbidProbes(out: FieldErrors, container: JsonObject, pointer: string): void {
  for (const field of PROBE_FIELDS) {
    if (!has(container, field)) continue;
    reportForbidden(out, `${pointer}/${field}`, field, 'in an init container without restartPolicy `Always`');
  }
}

/** What a container sees of its pod. */
interface Surroundings {
  readonly spec: JsonObject;
  readonly volumes: Volumes;
  readonly claims: ReadonlySet<string>;
  readonly context: PodContext;
}

function validateContainer(
  out: FieldErrors,
  container: JsonObject,
  pointer: string,
  { spec, volumes, claims, context }: Surroundings,
): void {
  checkName(out, container, pointer, 'name', dnsLabel);
  if (checkGiven(out, container, pointer, 'image') && context.metadata) checkImage(out, container, pointer);
  checkOneOf(out, container, pointer, 'terminationMessagePolicy', ['File', 'FallbackToLogsOnError']);
  checkOneOf(out, container, pointer, 'imagePullPolicy', PULL_POLICIES);
  validatePorts(out, container, pointer);
  validateEnvironment(out, container, pointer, context);
  validateEnvironmentSources(out, container, pointer);
  validateMounts(out, container, pointer, volumes);
  validateDevices(out, container, pointer, volumes);
  const resources = structOf(container, 'resources');
  validateResources(out, resources, `${pointer}/resources`);
  validateClaimUses(out, resources, `${pointer}/resources`, claims);
  validateResizePolicy(out, container, pointer, textOf(spec, 'restartPolicy'));
  validateContainerSecurity(out, container, pointer, spec);
}

/** A template's image may be padded, a Pod's must not: the server judges it so. */
function checkImage(out: FieldErrors, container: JsonObject, pointer: string): void {
  const image = textOf(container, 'image');
  if (image.trim() === image) return;
  report(out, 'invalid', `${pointer}/image`, `image ${quoted(image)} must not start or end with a blank`);
}
