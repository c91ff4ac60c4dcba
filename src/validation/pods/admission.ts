// What the admission plugins that run in every API server refuse about a new Pod, as far as its manifest tells: priorities and
// overhead come from the cluster's classes, not from the Pod. Source: plugin/pkg/admission/priority and runtimeclass of
// k8s.io/kubernetes. Classes of a cluster's own, and one that is the default for all, are not known here.
import type { JsonObject } from '../../kube/object.ts';
import { quoted } from '../../kube/quoted.ts';
import { reportForbidden } from '../checks.ts';
import { type FieldErrors, report } from '../subject.ts';
import { has, numberOf, textOf } from '../values.ts';

/** Priorities of Pods without a class, and of the classes that the server creates (pkg/apis/scheduling/v1/helpers.go). */
const PRIORITIES: Readonly<Record<string, number>> = {
  '': 0,
  'system-cluster-critical': 2_000_000_000,
  'system-node-critical': 2_000_001_000,
};

/** Checks what a new Pod says of itself although the server says it. */
export function checkAdmitted(out: FieldErrors, spec: JsonObject, pointer: string): void {
  const className = textOf(spec, 'priorityClassName');
  const expected = Object.hasOwn(PRIORITIES, className) ? PRIORITIES[className] : undefined;
  const priority = numberOf(spec, 'priority');
  if (expected !== undefined && priority !== undefined && priority !== expected) {
    const message = `priority is ${priority}, and must be left to priorityClassName, which gives ${expected}`;
    report(out, 'forbidden', `${pointer}/priority`, message);
  }
  const preemption = textOf(spec, 'preemptionPolicy');
  if (expected !== undefined && preemption !== '' && preemption !== 'PreemptLowerPriority') {
    const message = `preemptionPolicy ${quoted(preemption)} must be left to priorityClassName`;
    report(out, 'forbidden', `${pointer}/preemptionPolicy`, message);
  }
  if (has(spec, 'overhead') && textOf(spec, 'runtimeClassName') === '') {
    reportForbidden(out, `${pointer}/overhead`, 'overhead', 'without a runtimeClassName whose class states it');
  }
}
