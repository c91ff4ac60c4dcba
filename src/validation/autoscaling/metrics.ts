// What a HorizontalPodAutoscaler measures: each metric has a type, the source of that type, and a target. Source:
// pkg/apis/autoscaling/validation (validateMetricSpec).
import type { JsonObject } from '../../kube/object.ts';
import { checkGiven, checkOneOf, checkText, reportForbidden, reportRequired } from '../checks.ts';
import { dnsLabel, pathSegment } from '../names.ts';
import { amountOf, containerResourceName } from '../quantities.ts';
import { type FieldErrors, report } from '../subject.ts';
import { has, numberOf, objectOf, structOf, textOf } from '../values.ts';
import { API_VERSION_SINCE, checkApiVersion, validateObjectReference } from './object-reference.ts';

type SourceValidator = (out: FieldErrors, source: JsonObject, pointer: string, minor: number) => void;

/** Field and validator of the source of each type, in the order in which the server looks at the fields. */
const SOURCES: Readonly<Record<string, readonly [string, SourceValidator]>> = {
  Object: ['object', validateObject],
  External: ['external', validateExternal],
  Pods: ['pods', validatePods],
  Resource: ['resource', validateResource],
  ContainerResource: ['containerResource', validateContainerResource],
};

/** Checks one metric. */
export function validateMetric(out: FieldErrors, metric: JsonObject, pointer: string, minor: number): void {
  checkOneOf(out, metric, pointer, 'type', Object.keys(SOURCES));
  const type = textOf(metric, 'type');
  const expected = Object.hasOwn(SOURCES, type) ? SOURCES[type]![0] : undefined;
  let first = true;
  for (const [field, validateSource] of Object.values(SOURCES)) {
    const source = objectOf(metric, field);
    // the server looks into the first source alone
    if (source && first) validateSource(out, source, `${pointer}/${field}`, minor);
    if (source) first = false;
    if (source && field !== expected) reportForbidden(out, `${pointer}/${field}`, field, 'in a metric of another type');
    if (!source && field === expected) reportRequired(out, `${pointer}/${field}`, field);
  }
}

function validateObject(out: FieldErrors, source: JsonObject, pointer: string, minor: number): void {
  const described = structOf(source, 'describedObject');
  validateObjectReference(out, described, `${pointer}/describedObject`);
  if (minor >= API_VERSION_SINCE) checkApiVersion(out, described, `${pointer}/describedObject`);
  validateIdentifier(out, source, pointer);
  const target = validateTarget(out, source, pointer);
  if (!has(target, 'value') && !has(target, 'averageValue')) {
    reportRequired(out, `${pointer}/target/averageValue`, 'averageValue or value');
  }
}

function validateExternal(out: FieldErrors, source: JsonObject, pointer: string): void {
  validateIdentifier(out, source, pointer);
  const target = validateTarget(out, source, pointer);
  checkExclusive(out, target, `${pointer}/target`, 'value', 'averageValue');
}

function validatePods(out: FieldErrors, source: JsonObject, pointer: string): void {
  validateIdentifier(out, source, pointer);
  const target = validateTarget(out, source, pointer);
  if (!has(target, 'averageValue')) reportRequired(out, `${pointer}/target/averageValue`, 'averageValue');
}

function validateResource(out: FieldErrors, source: JsonObject, pointer: string): void {
  checkGiven(out, source, pointer, 'name');
  const target = validateTarget(out, source, pointer);
  checkExclusive(out, target, `${pointer}/target`, 'averageUtilization', 'averageValue');
}

function validateContainerResource(out: FieldErrors, source: JsonObject, pointer: string): void {
  for (const [field, rule] of [
    ['name', containerResourceName],
    ['container', dnsLabel],
  ] as const) {
    if (checkGiven(out, source, pointer, field)) {
      checkText(out, `${pointer}/${field}`, field, textOf(source, field), rule);
    }
  }
  const target = validateTarget(out, source, pointer);
  checkExclusive(out, target, `${pointer}/target`, 'averageUtilization', 'averageValue');
}

function checkExclusive(out: FieldErrors, target: JsonObject, pointer: string, one: string, other: string): void {
  if (has(target, one) && has(target, other)) reportForbidden(out, `${pointer}/${other}`, other, `beside ${one}`);
  if (!has(target, one) && !has(target, other)) reportRequired(out, `${pointer}/${one}`, `${one} or ${other}`);
}

function validateIdentifier(out: FieldErrors, source: JsonObject, pointer: string): void {
  const name = textOf(structOf(source, 'metric'), 'name');
  if (name === '') reportRequired(out, `${pointer}/metric/name`, 'name');
  else checkText(out, `${pointer}/metric/name`, 'name', name, pathSegment);
}

function validateTarget(out: FieldErrors, source: JsonObject, pointer: string): JsonObject {
  const target = structOf(source, 'target');
  const at = `${pointer}/target`;
  checkOneOf(out, target, at, 'type', ['Utilization', 'Value', 'AverageValue']);
  for (const field of ['value', 'averageValue']) {
    const amount = amountOf(target, field);
    if (amount !== undefined && amount <= 0) report(out, 'invalid', `${at}/${field}`, `${field} must be more than 0`);
  }
  const utilization = numberOf(target, 'averageUtilization');
  if (utilization !== undefined && utilization < 1) {
    report(out, 'invalid', `${at}/averageUtilization`, `averageUtilization is ${utilization}, and must be 1 or more`);
  }
  return target;
}
