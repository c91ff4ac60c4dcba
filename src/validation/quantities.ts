// Resource names and amounts: of containers, pods, claims, quotas and limit ranges. Source: pkg/apis/core/validation and
// pkg/apis/core/helper of k8s.io/kubernetes. Which names a kind takes is a parameter.
import { joinPointer } from '../change/pointer.ts';
import type { Json, JsonObject } from '../kube/object.ts';
import { parseQuantity } from '../kube/quantity.ts';
import { quoted } from '../kube/quoted.ts';
import { type NameRule, qualifiedName } from './names.ts';
import { type FieldErrors, report } from './subject.ts';
import { memberOf, objectOf, structOf } from './values.ts';

const HUGE_PAGES = 'hugepages-';
/** Suffixes of whole decimal amounts, in steps of a thousand. */
const DECIMAL: readonly string[] = ['', 'k', 'M', 'G', 'T', 'P', 'E'];
const CONTAINER_RESOURCES: ReadonlySet<string> = new Set(['cpu', 'memory', 'ephemeral-storage']);

/** Resources that are counted (pkg/apis/core/helper, integerResources). */
const COUNTED: readonly string[] = [
  'pods',
  'resourcequotas',
  'services',
  'replicationcontrollers',
  'secrets',
  'configmaps',
  'persistentvolumeclaims',
  'services.nodeports',
  'services.loadbalancers',
];

const STANDARD: ReadonlySet<string> = new Set([
  ...CONTAINER_RESOURCES,
  'requests.cpu',
  'requests.memory',
  'requests.ephemeral-storage',
  'limits.cpu',
  'limits.memory',
  'limits.ephemeral-storage',
  'storage',
  'requests.storage',
  ...COUNTED,
]);
const COUNTED_SET: ReadonlySet<string> = new Set(COUNTED);

/** True for a resource of huge pages: `hugepages-2Mi`. */
export function isHugePages(name: string): boolean {
  return name.startsWith(HUGE_PAGES);
}

/** True for a resource of huge pages as a ResourceQuota may name it. */
export function isQuotaHugePages(name: string): boolean {
  return name.startsWith(HUGE_PAGES) || name.startsWith(`requests.${HUGE_PAGES}`);
}

/** True for resources of Kubernetes itself: without a prefix, or with one of kubernetes.io. */
export function isNativeResource(name: string): boolean {
  return !name.includes('/') || name.includes('kubernetes.io/');
}

/** True for resources that devices offer: `nvidia.com/gpu`. */
export function isExtendedResource(name: string): boolean {
  return !isNativeResource(name) && !name.startsWith('requests.') && qualifiedName(`requests.${name}`) === undefined;
}

/** True where a container may be given less than its limit. */
export function isOvercommitAllowed(name: string): boolean {
  return isNativeResource(name) && !isHugePages(name);
}

/** True for resources of whole units. */
export function isIntegerResource(name: string): boolean {
  return COUNTED_SET.has(name) || isExtendedResource(name);
}

/** A name of any resource. */
export const resourceName: NameRule = (name) => {
  if (STANDARD.has(name)) return undefined;
  const fault = qualifiedName(name);
  if (fault !== undefined) return fault;
  return name.includes('/') || isQuotaHugePages(name)
    ? undefined
    : 'must be a standard resource, or have a DNS name and `/` before it';
};

/** A name of a resource that a container may ask for. */
export const containerResourceName: NameRule = (name) => {
  if (CONTAINER_RESOURCES.has(name)) return undefined;
  const fault = resourceName(name);
  if (fault !== undefined) return fault;
  if (!name.includes('/')) return isHugePages(name) ? undefined : 'must be a resource of containers';
  return isNativeResource(name) || isExtendedResource(name)
    ? undefined
    : 'must be an extended resource: not of kubernetes.io, without `requests.`, and short enough to put that before it';
};

/** A name of a resource that a pod as a whole may ask for (k8s.io/component-helpers resource, pod level). */
export const podResourceName: NameRule = (name) => {
  const fault = resourceName(name);
  if (fault !== undefined) return fault;
  return name === 'cpu' || name === 'memory' || isHugePages(name) ? undefined : 'must be `cpu`, `memory` or huge pages';
};

/** Amount of a resource in a list; undefined where it is absent or no quantity. */
export function amountOf(list: JsonObject | undefined, name: string): number | undefined {
  return list && parseQuantity(memberOf(list, name));
}

/** Checks that an amount is not negative. */
export function checkAmount(out: FieldErrors, list: JsonObject, name: string, pointer: string): boolean {
  const amount = amountOf(list, name);
  if (amount === undefined || amount >= 0) return true;
  report(out, 'invalid', joinPointer(pointer, name), `${quoted(name)} is negative, and must not be`);
  return false;
}

/**
 * What Go's int64 holds of an amount that is too large for it (Quantity.Value and MilliValue, whose arithmetic wraps): `times` is
 * 1 or 1000. Undefined for amounts that fit.
 */
export function wrappedAmount(value: Json | undefined, times: 1n | 1000n): bigint | undefined {
  const amount = parseQuantity(value);
  if (amount === undefined || Math.abs(amount) < 2 ** 63) return undefined;
  const [, digits = '', suffix = ''] = /^(-?\d+)([kMGTPE]?|e\d{1,3})$/.exec(String(value)) ?? [];
  if (digits === '') return undefined;
  const power = suffix.startsWith('e') ? Number(suffix.slice(1)) : 3 * Math.max(0, DECIMAL.indexOf(suffix));
  return BigInt.asIntN(64, BigInt(digits) * 10n ** BigInt(power) * times);
}

/** Checks an amount of a resource: not negative, and whole where the resource is counted. */
export function checkResourceAmount(out: FieldErrors, list: JsonObject, name: string, pointer: string): boolean {
  if (!checkAmount(out, list, name, pointer)) return false;
  if (!isIntegerResource(name)) return true;
  const wrapped = wrappedAmount(memberOf(list, name), 1000n);
  if (wrapped === undefined ? Number.isInteger(amountOf(list, name) ?? 0) : wrapped % 1000n === 0n) return true;
  const shown = quoted(String(memberOf(list, name)));
  report(out, 'invalid', joinPointer(pointer, name), `${quoted(name)} is ${shown}, and must be a whole number`);
  return false;
}

/** Checks `limits` and `requests` of a container, or of what asks for resources alike; `nameRule` says which it may ask for. */
export function validateResources(
  out: FieldErrors,
  resources: JsonObject,
  pointer: string,
  nameRule: NameRule = containerResourceName,
): void {
  const limits = structOf(resources, 'limits');
  const requests = structOf(resources, 'requests');
  for (const field of ['limits', 'requests']) {
    const list = objectOf(resources, field);
    if (list) validateAmounts(out, list, `${pointer}/${field}`, nameRule);
  }
  for (const name of Object.keys(requests)) validateRequest(out, limits, requests, name, `${pointer}/requests`);
  const names = new Set([...Object.keys(limits), ...Object.keys(requests)]);
  if ([...names].some(isHugePages) && !names.has('cpu') && !names.has('memory')) {
    report(out, 'forbidden', pointer, 'huge pages are not allowed without `cpu` or `memory`');
  }
}

function validateAmounts(out: FieldErrors, list: JsonObject, pointer: string, nameRule: NameRule): void {
  for (const name of Object.keys(list)) {
    const fault = nameRule(name);
    if (fault !== undefined) report(out, 'invalid', joinPointer(pointer, name), `resource ${quoted(name)} ${fault}`);
    checkResourceAmount(out, list, name, pointer);
    if (isHugePages(name)) checkPages(out, list, name, pointer);
  }
}

/** An amount of huge pages is a multiple of the page's size. */
function checkPages(out: FieldErrors, list: JsonObject, name: string, pointer: string): void {
  const size = parseQuantity(name.slice(HUGE_PAGES.length));
  const amount = Math.ceil(amountOf(list, name) ?? 0);
  if (size !== undefined && size > 0 && Number.isInteger(size) && amount % size === 0) return;
  const shown = quoted(String(memberOf(list, name)));
  report(
    out,
    'invalid',
    joinPointer(pointer, name),
    `${quoted(name)} is ${shown}, and must be a multiple of its page size`,
  );
}

function validateRequest(
  out: FieldErrors,
  limits: JsonObject,
  requests: JsonObject,
  name: string,
  pointer: string,
): void {
  const request = amountOf(requests, name);
  const limit = amountOf(limits, name);
  if (request === undefined) return;
  const at = joinPointer(pointer, name);
  if (limit === undefined) {
    if (!isOvercommitAllowed(name))
      report(out, 'required', at, `${quoted(name)} is requested, and needs a limit as well`);
  } else if (isOvercommitAllowed(name) ? request > limit : request !== limit) {
    const relation = isOvercommitAllowed(name) ? 'must not be more than' : 'must be the same as';
    report(out, 'invalid', at, `request of ${quoted(name)} ${relation} its limit`);
  }
}
