// Probes and lifecycle hooks of containers: what is called, and how often. Source: validateProbe and validateHandler of
// pkg/apis/core/validation.
import type { JsonObject } from '../../kube/object.ts';
import { checkGiven, checkNonNegative, checkOneOf, checkPort, checkText, listed, reportRequired } from '../checks.ts';
import { httpHeaderName, portName } from '../names.ts';
import { type FieldErrors, report } from '../subject.ts';
import { has, listOf, memberOf, numberOf, objectOf, objectsOf, textOf } from '../values.ts';

const PROBE_HANDLERS: readonly string[] = ['exec', 'httpGet', 'tcpSocket', 'grpc'];
const HOOK_HANDLERS: readonly string[] = ['exec', 'httpGet', 'tcpSocket', 'sleep'];

/** Checks probes and hooks of a container that may have them; the pod's grace period bounds how long a hook sleeps. */
export function validateProbes(
  out: FieldErrors,
  container: JsonObject,
  pointer: string,
  gracePeriod: number | undefined,
): void {
  const lifecycle = objectOf(container, 'lifecycle');
  for (const hook of ['postStart', 'preStop']) {
    const handler = lifecycle && objectOf(lifecycle, hook);
    if (handler) validateHandler(out, handler, `${pointer}/lifecycle/${hook}`, HOOK_HANDLERS, gracePeriod);
  }
  for (const field of ['livenessProbe', 'readinessProbe', 'startupProbe']) {
    const probe = objectOf(container, field);
    if (probe) validateProbe(out, probe, `${pointer}/${field}`, field, gracePeriod);
  }
}

/** Fields that only containers which keep running may have. */
export const PROBE_FIELDS: readonly string[] = ['lifecycle', 'livenessProbe', 'readinessProbe', 'startupProbe'];

function validateProbe(
  out: FieldErrors,
  probe: JsonObject,
  pointer: string,
  field: string,
  gracePeriod: number | undefined,
): void {
  validateHandler(out, probe, pointer, PROBE_HANDLERS, gracePeriod);
  for (const count of [
    'initialDelaySeconds',
    'timeoutSeconds',
    'periodSeconds',
    'successThreshold',
    'failureThreshold',
  ]) {
    checkNonNegative(out, probe, pointer, count);
  }
  const grace = numberOf(probe, 'terminationGracePeriodSeconds');
  const at = `${pointer}/terminationGracePeriodSeconds`;
  if (grace !== undefined && grace <= 0) {
    report(out, 'invalid', at, `terminationGracePeriodSeconds is ${grace}, and must be more than 0`);
  }
  if (field === 'readinessProbe') {
    if (grace !== undefined)
      report(out, 'invalid', at, 'terminationGracePeriodSeconds is not allowed in a readinessProbe');
  } else {
    const successes = numberOf(probe, 'successThreshold') ?? 0;
    if (successes === 1) return;
    report(
      out,
      'invalid',
      `${pointer}/successThreshold`,
      `successThreshold is ${successes}, and must be 1 in a ${field}`,
    );
  }
}

function validateHandler(
  out: FieldErrors,
  owner: JsonObject,
  pointer: string,
  kinds: readonly string[],
  gracePeriod: number | undefined,
): void {
  const [first, ...more] = kinds.filter((kind) => has(owner, kind));
  for (const kind of more) {
    report(out, 'forbidden', `${pointer}/${kind}`, `${kind} is not allowed beside ${first}: a handler is one of them`);
  }
  if (first === undefined) return reportRequired(out, pointer, 'handler', `it takes ${listed(kinds)}`);
  const action = objectOf(owner, first) ?? {};
  const at = `${pointer}/${first}`;
  if (first === 'exec') {
    if (listOf(action, 'command').length === 0) reportRequired(out, `${at}/command`, 'command');
  } else if (first === 'httpGet') validateHttpGet(out, action, at);
  else if (first === 'sleep') validateSleep(out, action, at, gracePeriod);
  else validatePortOrName(out, action, at);
}

function validateHttpGet(out: FieldErrors, action: JsonObject, pointer: string): void {
  checkGiven(out, action, pointer, 'path');
  validatePortOrName(out, action, pointer);
  checkOneOf(out, action, pointer, 'scheme', ['HTTP', 'HTTPS']);
  for (const [index, header] of objectsOf(action, 'httpHeaders').entries()) {
    checkText(out, `${pointer}/httpHeaders/${index}/name`, 'name', textOf(header, 'name'), httpHeaderName);
  }
}

function validateSleep(out: FieldErrors, action: JsonObject, pointer: string, gracePeriod: number | undefined): void {
  const seconds = numberOf(action, 'seconds') ?? 0;
  if (gracePeriod === undefined || (seconds >= 0 && seconds <= gracePeriod)) return;
  const most = `terminationGracePeriodSeconds, which is ${gracePeriod}`;
  report(out, 'invalid', `${pointer}/seconds`, `seconds is ${seconds}, and must be 0 to ${most}`);
}

/** Checks `port`: a number, or the name of a port. */
function validatePortOrName(out: FieldErrors, action: JsonObject, pointer: string): void {
  const port = memberOf(action, 'port');
  if (typeof port === 'string') checkText(out, `${pointer}/port`, 'port', port, portName);
  else checkPort(out, typeof port === 'number' ? port : 0, `${pointer}/port`, 'port');
}
