// How the kinds of `apps` replace their Pods: strategies and their shares. Source: pkg/apis/apps/validation. Defaults are set
// before: a rolling update without its numbers is not met here.
import type { JsonObject } from '../../kube/object.ts';
import { checkNonNegative, checkOneOf, reportForbidden, reportRequired } from '../checks.ts';
import { checkShare, shareOf } from '../shares.ts';
import { type FieldErrors, report } from '../subject.ts';
import { objectOf, structOf, textOf } from '../values.ts';

const ROLLING_UPDATE = 'RollingUpdate';

/** Checks a Deployment's `strategy`. */
export function validateDeploymentStrategy(out: FieldErrors, spec: JsonObject, pointer: string): void {
  const strategy = structOf(spec, 'strategy');
  const at = `${pointer}/strategy`;
  if (!checkOneOf(out, strategy, at, 'type', ['Recreate', ROLLING_UPDATE])) return;
  const rollingUpdate = objectOf(strategy, 'rollingUpdate');
  if (textOf(strategy, 'type') !== ROLLING_UPDATE) {
    if (rollingUpdate) reportForbidden(out, `${at}/rollingUpdate`, 'rollingUpdate', 'where the type is `Recreate`');
    return;
  }
  if (!rollingUpdate) return reportRequired(out, `${at}/rollingUpdate`, 'rollingUpdate');
  checkShare(out, rollingUpdate, `${at}/rollingUpdate`, 'maxUnavailable');
  checkShare(out, rollingUpdate, `${at}/rollingUpdate`, 'maxSurge', 'any');
  if (shareOf(rollingUpdate, 'maxUnavailable') === 0 && shareOf(rollingUpdate, 'maxSurge') === 0) {
    const where = `${at}/rollingUpdate/maxUnavailable`;
    report(out, 'invalid', where, 'maxUnavailable must not be 0 where maxSurge is 0 too');
  }
}

/** Checks a DaemonSet's `updateStrategy`: one of the two shares is zero, and the other is not. */
export function validateDaemonSetStrategy(out: FieldErrors, spec: JsonObject, pointer: string): void {
  const strategy = structOf(spec, 'updateStrategy');
  const at = `${pointer}/updateStrategy`;
  if (!checkOneOf(out, strategy, at, 'type', [ROLLING_UPDATE, 'OnDelete'])) return;
  if (textOf(strategy, 'type') !== ROLLING_UPDATE) return;
  const rollingUpdate = objectOf(strategy, 'rollingUpdate');
  if (!rollingUpdate) return reportRequired(out, `${at}/rollingUpdate`, 'rollingUpdate');
  checkShare(out, rollingUpdate, `${at}/rollingUpdate`, 'maxUnavailable');
  checkShare(out, rollingUpdate, `${at}/rollingUpdate`, 'maxSurge');
  const unavailable = shareOf(rollingUpdate, 'maxUnavailable') !== 0;
  const surge = shareOf(rollingUpdate, 'maxSurge') !== 0;
  if (unavailable && surge) {
    const where = `${at}/rollingUpdate/maxSurge`;
    report(out, 'invalid', where, 'maxSurge must be 0 where maxUnavailable is not, which is 1 unless given');
  }
  if (!unavailable && !surge) {
    const where = `${at}/rollingUpdate/maxUnavailable`;
    report(out, 'required', where, 'maxUnavailable must not be 0 where maxSurge is 0 too');
  }
}

/** Checks a StatefulSet's `updateStrategy`; its maxUnavailable is behind a closed feature gate, and dropped by the server. */
export function validateStatefulSetStrategy(out: FieldErrors, spec: JsonObject, pointer: string): void {
  const strategy = structOf(spec, 'updateStrategy');
  const at = `${pointer}/updateStrategy`;
  if (!checkOneOf(out, strategy, at, 'type', [ROLLING_UPDATE, 'OnDelete'])) return;
  const rollingUpdate = objectOf(strategy, 'rollingUpdate');
  if (!rollingUpdate) return;
  if (textOf(strategy, 'type') === ROLLING_UPDATE) {
    checkNonNegative(out, rollingUpdate, `${at}/rollingUpdate`, 'partition');
  } else reportForbidden(out, `${at}/rollingUpdate`, 'rollingUpdate', 'where the type is `OnDelete`');
}
