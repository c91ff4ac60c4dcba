// A pod spec, of a Pod or of a template: all its parts, and what is so small that it needs no file. Source: ValidatePodSpec of
// pkg/apis/core/validation.
import type { JsonObject } from '../../kube/object.ts';
import { checkOneOf, checkRange, checkText, MAX_INT32, reportRequired } from '../checks.ts';
import { dnsSubdomain, qualifiedName } from '../names.ts';
import { validateLabels } from '../selectors.ts';
import type { FieldErrors } from '../subject.ts';
import { has, objectsOf, optionalTextOf, textOf } from '../values.ts';
import { validateAffinity } from './affinity.ts';
import { validateResourceClaims } from './claims.ts';
import { withoutClosedGates } from './closed-gates.ts';
import { validateContainers } from './containers.ts';
import { allContainers, type PodContext, SINCE } from './context.ts';
import { checkEnvironmentVolumes } from './environment.ts';
import { validateNetwork } from './network.ts';
import { validatePodResources } from './resources.ts';
import { validatePodSecurity } from './security.ts';
import { validateSpread } from './spread.ts';
import { validateSchedulingGates, validateTolerations } from './tolerations.ts';
import { validateVolumes } from './volumes.ts';
import { validateHostProcesses, validateSystem } from './windows.ts';

/** Checks a pod spec. What a kind asks beyond it (restartPolicy of Jobs) is for that kind. */
export function validatePodSpec(out: FieldErrors, given: JsonObject, pointer: string, context: PodContext): void {
  const spec = withoutClosedGates(given);
  const containers = allContainers(spec, pointer);
  if (!has(spec, 'terminationGracePeriodSeconds')) {
    reportRequired(out, `${pointer}/terminationGracePeriodSeconds`, 'terminationGracePeriodSeconds');
  }
  const volumes = validateVolumes(out, spec, pointer, context);
  validateResourceClaims(out, spec, pointer, context);
  validateContainers(out, spec, pointer, volumes, context);
  if (context.minor >= SINCE.environmentFiles) checkEnvironmentVolumes(out, containers, volumes);
  validatePodResources(out, spec, pointer, context);
  checkOneOf(out, spec, pointer, 'restartPolicy', ['Always', 'OnFailure', 'Never']);
  validateNetwork(out, spec, pointer, context);
  validatePodSecurity(out, spec, pointer, context);
  validateHostProcesses(out, spec, pointer, containers);
  validateSystem(out, spec, pointer, containers);
  validateLabels(out, spec, 'nodeSelector', pointer);
  validateAffinity(out, spec, pointer);
  validateSpread(out, spec, pointer, context);
  validateTolerations(out, objectsOf(spec, 'tolerations'), `${pointer}/tolerations`);
  validateSchedulingGates(out, spec, pointer);
  for (const [index, gate] of objectsOf(spec, 'readinessGates').entries()) {
    const at = `${pointer}/readinessGates/${index}/conditionType`;
    checkText(out, at, 'conditionType', textOf(gate, 'conditionType'), qualifiedName);
  }
  checkRange(out, spec, pointer, 'activeDeadlineSeconds', 1, MAX_INT32);
  for (const field of ['serviceAccountName', 'nodeName', 'priorityClassName']) {
    const name = textOf(spec, field);
    if (name !== '') checkText(out, `${pointer}/${field}`, field, name, dnsSubdomain);
  }
  const runtime = optionalTextOf(spec, 'runtimeClassName');
  if (runtime !== undefined) checkText(out, `${pointer}/runtimeClassName`, 'runtimeClassName', runtime, dnsSubdomain);
  if (has(spec, 'preemptionPolicy')) {
    checkOneOf(out, spec, pointer, 'preemptionPolicy', ['PreemptLowerPriority', 'Never']);
  }
}
