// ResourceQuotas as the API server validates them: names and amounts of resources, and scopes that fit them. Source:
// pkg/apis/core/validation (ValidateResourceQuotaSpec) and pkg/apis/core/helper.
import { joinPointer } from '../../change/pointer.ts';
import type { JsonObject } from '../../kube/object.ts';
import { quoted } from '../../kube/quoted.ts';
import { checkOneOf, listed, reportRequired } from '../checks.ts';
import { checkResourceAmount, isQuotaHugePages, resourceName } from '../quantities.ts';
import { type FieldErrors, report, type Subject } from '../subject.ts';
import { objectOf, objectsOf, structOf, textOf, textsOf } from '../values.ts';

const COMPUTE: readonly string[] = [
  'pods',
  'cpu',
  'memory',
  'limits.cpu',
  'limits.memory',
  'requests.cpu',
  'requests.memory',
];
/** Scopes and the resources that a quota of the scope may limit. */
const SCOPES: Readonly<Record<string, readonly string[]>> = {
  Terminating: COMPUTE,
  NotTerminating: COMPUTE,
  BestEffort: ['pods'],
  NotBestEffort: COMPUTE,
  PriorityClass: COMPUTE,
  CrossNamespacePodAffinity: COMPUTE,
  VolumeAttributesClass: ['persistentvolumeclaims', 'requests.storage'],
};
const EXCLUSIVE: readonly (readonly [string, string])[] = [
  ['BestEffort', 'NotBestEffort'],
  ['Terminating', 'NotTerminating'],
];
/** Scopes that a selector may only ask to exist. */
const WITHOUT_VALUES: ReadonlySet<string> = new Set([
  'BestEffort',
  'NotBestEffort',
  'Terminating',
  'NotTerminating',
  'CrossNamespacePodAffinity',
]);

/** Validates a ResourceQuota. */
export function validateResourceQuota({ object, old }: Subject, out: FieldErrors): void {
  const spec = structOf(object, 'spec');
  const hard = structOf(spec, 'hard');
  for (const name of Object.keys(hard)) {
    const fault = resourceName(name) ?? (isQuotaResource(name) ? undefined : 'must be a resource that quotas know');
    if (fault !== undefined) {
      report(out, 'invalid', joinPointer('/spec/hard', name), `resource ${quoted(name)} ${fault}`);
    }
    checkResourceAmount(out, hard, name, '/spec/hard');
  }
  const scopes = textsOf(spec, 'scopes');
  validateScopes(out, scopes, hard, '/spec/scopes');
  validateScopeSelector(out, spec, hard);
  if (old && !isSameSet(scopes, textsOf(structOf(old, 'spec'), 'scopes'))) {
    report(out, 'immutable', '/spec/scopes', 'scopes must not change');
  }
}

/** Of the standard resources only `storage` has no quota: claims are limited by `requests.storage`. */
function isQuotaResource(name: string): boolean {
  return name !== 'storage';
}

function validateScopes(out: FieldErrors, scopes: readonly string[], hard: JsonObject, pointer: string): void {
  for (const [index, scope] of scopes.entries()) validateScope(out, scope, hard, `${pointer}/${index}`);
  checkExclusive(out, scopes, pointer);
}

function validateScope(out: FieldErrors, scope: string, hard: JsonObject, pointer: string): void {
  const known = Object.hasOwn(SCOPES, scope) ? SCOPES[scope]! : undefined;
  if (!known) {
    report(out, 'invalid', pointer, `scope ${quoted(scope)} must be ${listed(Object.keys(SCOPES))}`);
    return;
  }
  const strange = Object.keys(hard).find((name) => isStandard(name) && !known.includes(name));
  if (strange === undefined) return;
  report(out, 'invalid', pointer, `scope ${quoted(scope)} does not go with resource ${quoted(strange)}`);
}

function isStandard(name: string): boolean {
  return resourceName(name) === undefined && (isQuotaHugePages(name) || !name.includes('/')) && isQuotaResource(name);
}

function checkExclusive(out: FieldErrors, scopes: readonly string[], pointer: string): void {
  for (const [one, other] of EXCLUSIVE) {
    if (!scopes.includes(one) || !scopes.includes(other)) continue;
    report(out, 'invalid', pointer, `scopes \`${one}\` and \`${other}\` exclude each other`);
  }
}

function validateScopeSelector(out: FieldErrors, spec: JsonObject, hard: JsonObject): void {
  const selector = objectOf(spec, 'scopeSelector');
  if (!selector) return;
  const expressions = objectsOf(selector, 'matchExpressions');
  for (const [index, expression] of expressions.entries()) {
    const at = `/spec/scopeSelector/matchExpressions/${index}`;
    const scope = textOf(expression, 'scopeName');
    const operator = textOf(expression, 'operator');
    const values = textsOf(expression, 'values');
    validateScope(out, scope, hard, `${at}/scopeName`);
    if (!checkOneOf(out, expression, at, 'operator', ['In', 'NotIn', 'Exists', 'DoesNotExist'])) continue;
    if (WITHOUT_VALUES.has(scope) && operator !== 'Exists') {
      report(
        out,
        'invalid',
        `${at}/operator`,
        `operator ${quoted(operator)} must be \`Exists\` for scope ${quoted(scope)}`,
      );
    }
    const takesValues = operator === 'In' || operator === 'NotIn';
    if (takesValues && values.length === 0) {
      reportRequired(out, `${at}/values`, 'values', `operator ${quoted(operator)} takes some`);
    } else if (!takesValues && values.length > 0) {
      report(out, 'invalid', `${at}/values`, `values must not be given with operator ${quoted(operator)}`);
    }
  }
  const scopes = expressions.map((expression) => textOf(expression, 'scopeName'));
  checkExclusive(out, scopes, '/spec/scopeSelector/matchExpressions');
}

function isSameSet(left: readonly string[], right: readonly string[]): boolean {
  const [one, other] = [new Set(left), new Set(right)];
  return one.size === other.size && [...one].every((item) => other.has(item));
}
