// HorizontalPodAutoscalers as the API server validates them: bounds, what is scaled and how fast. What is measured is
// metrics.ts. Source: pkg/apis/autoscaling/validation and pkg/registry/autoscaling/horizontalpodautoscaler/strategy.go.
import type { JsonObject } from '../../kube/object.ts';
import { quoted } from '../../kube/quoted.ts';
import { checkOneOf, checkRange, reportForbidden, reportRequired } from '../checks.ts';
import { amountOf } from '../quantities.ts';
import { type FieldErrors, type KindValidator, report, type Subject } from '../subject.ts';
import { has, listOf, numberOf, objectOf, objectsOf, structOf, textOf } from '../values.ts';
import { validateMetric } from './metrics.ts';
import { API_VERSION_SINCE, checkApiVersion, validateObjectReference } from './object-reference.ts';

/** Validators of `autoscaling`. */
export const AUTOSCALING: Readonly<Record<string, KindValidator>> = {
  'autoscaling/v1 HorizontalPodAutoscaler': validateVersion1,
  'autoscaling/v2 HorizontalPodAutoscaler': validateVersion2,
};

const MOST_STABILIZATION_SECONDS = 3600;
const MOST_PERIOD_SECONDS = 1800;
/** The release from which on the server keeps and validates `tolerance` (HPAConfigurableTolerance). */
const TOLERANCE_SINCE = 35;

function validateVersion1(subject: Subject, out: FieldErrors): void {
  const spec = structOf(subject.object, 'spec');
  validateBounds(out, spec, subject.old);
  validateTarget(out, spec, subject);
  const utilization = numberOf(spec, 'targetCPUUtilizationPercentage');
  if (utilization !== undefined && utilization < 1) {
    const message = `targetCPUUtilizationPercentage is ${utilization}, and must be 1 or more`;
    report(out, 'invalid', '/spec/targetCPUUtilizationPercentage', message);
  }
}

function validateVersion2(subject: Subject, out: FieldErrors): void {
  const spec = structOf(subject.object, 'spec');
  validateBounds(out, spec, subject.old);
  validateTarget(out, spec, subject);
  const metrics = objectsOf(spec, 'metrics');
  for (const [index, metric] of metrics.entries()) validateMetric(out, metric, `/spec/metrics/${index}`, subject.minor);
  const measured = metrics.some((metric) => ['Object', 'External'].includes(textOf(metric, 'type')));
  if (numberOf(spec, 'minReplicas') === 0 && !measured) {
    reportForbidden(out, '/spec/metrics', 'minReplicas 0', 'without a metric of type `Object` or `External`');
  }
  const behavior = structOf(spec, 'behavior');
  for (const direction of ['scaleUp', 'scaleDown']) {
    const rules = objectOf(behavior, direction);
    if (rules) validateRules(out, rules, `/spec/behavior/${direction}`, subject.minor);
  }
}

function validateBounds(out: FieldErrors, spec: JsonObject, old: JsonObject | undefined): void {
  const min = numberOf(spec, 'minReplicas');
  const max = numberOf(spec, 'maxReplicas') ?? 0;
  // scaling to zero is behind a closed feature gate, and stays where it was let in
  const least = old && numberOf(structOf(old, 'spec'), 'minReplicas') === 0 ? 0 : 1;
  if (min !== undefined && min < least) {
    report(out, 'invalid', '/spec/minReplicas', `minReplicas is ${min}, and must be ${least} or more`);
  }
  if (max < 1) report(out, 'invalid', '/spec/maxReplicas', `maxReplicas is ${max}, and must be 1 or more`);
  if (min !== undefined && max < min) {
    const message = `maxReplicas is ${max}, and must be no less than minReplicas, which is ${min}`;
    report(out, 'invalid', '/spec/maxReplicas', message);
  }
}

function validateTarget(out: FieldErrors, spec: JsonObject, { old, minor }: Subject): void {
  const target = structOf(spec, 'scaleTargetRef');
  validateObjectReference(out, target, '/spec/scaleTargetRef');
  if (minor < API_VERSION_SINCE) return;
  const apiVersion = textOf(target, 'apiVersion');
  const before = old && structOf(structOf(old, 'spec'), 'scaleTargetRef');
  if (before && textOf(before, 'apiVersion') === apiVersion && textOf(before, 'kind') === textOf(target, 'kind'))
    return;
  if (checkApiVersion(out, target, '/spec/scaleTargetRef') && !/^[^/]/.test(groupOf(apiVersion))) {
    if (textOf(target, 'kind') === 'ReplicationController') return;
    const message = `apiVersion ${quoted(apiVersion)} must have an API group, as in \`apps/v1\``;
    report(out, 'invalid', '/spec/scaleTargetRef/apiVersion', message);
  }
}

function groupOf(apiVersion: string): string {
  return apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
}

function validateRules(out: FieldErrors, rules: JsonObject, pointer: string, minor: number): void {
  checkRange(out, rules, pointer, 'stabilizationWindowSeconds', 0, MOST_STABILIZATION_SECONDS);
  if (has(rules, 'selectPolicy')) checkOneOf(out, rules, pointer, 'selectPolicy', ['Max', 'Min', 'Disabled']);
  if (listOf(rules, 'policies').length === 0) reportRequired(out, `${pointer}/policies`, 'policies');
  for (const [index, policy] of objectsOf(rules, 'policies').entries()) {
    const at = `${pointer}/policies/${index}`;
    checkOneOf(out, policy, at, 'type', ['Pods', 'Percent']);
    for (const field of ['value', 'periodSeconds']) {
      if ((numberOf(policy, field) ?? 0) > 0) continue;
      report(out, 'invalid', `${at}/${field}`, `${field} must be 1 or more`);
    }
    const period = numberOf(policy, 'periodSeconds') ?? 0;
    if (period > MOST_PERIOD_SECONDS) {
      report(
        out,
        'invalid',
        `${at}/periodSeconds`,
        `periodSeconds is ${period}, and must be no more than ${MOST_PERIOD_SECONDS}`,
      );
    }
  }
  if (minor >= TOLERANCE_SINCE && (amountOf(rules, 'tolerance') ?? 0) < 0) {
    report(out, 'invalid', `${pointer}/tolerance`, 'tolerance must not be negative');
  }
}
