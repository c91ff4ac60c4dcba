// The kinds of almost every commit. What validates the others, and the CEL that some of those hold, is loaded only for them:
// validate.ts.
import { parseApiVersion } from '../kube/gvk.ts';
import type { JsonObject } from '../kube/object.ts';
import { APPS } from './apps/validators.ts';
import { AUTOSCALING } from './autoscaling/horizontal-pod-autoscaler.ts';
import { BATCH } from './batch/validators.ts';
import { CORE_WORKLOADS } from './core/storage-and-limits.ts';
import { CORE } from './core/validators.ts';
import { type ValidatorTable, validatorOf } from './dispatch.ts';
import { NETWORKING } from './networking/validators.ts';
import { POD_KINDS } from './pods/pod.ts';
import { POLICY } from './policy/validators.ts';
import { RBAC } from './rbac/validators.ts';
import { STORAGE } from './storage/validators.ts';

/** Tables of the API groups that are loaded at every start. */
export const EVERYDAY: readonly ValidatorTable[] = [
  APPS,
  AUTOSCALING,
  BATCH,
  CORE,
  CORE_WORKLOADS,
  NETWORKING,
  POD_KINDS,
  POLICY,
  RBAC,
  STORAGE,
];

/** Groups all of whose kinds are in these tables. */
const GROUPS: ReadonlySet<string> = new Set([
  '',
  'apps',
  'autoscaling',
  'batch',
  'networking.k8s.io',
  'policy',
  'rbac.authorization.k8s.io',
  'storage.k8s.io',
]);

/** True for an object that `validateEveryday` knows as well as `validate` does. */
export function isEveryday(object: JsonObject): boolean {
  return GROUPS.has(parseApiVersion(String(object['apiVersion'])).group);
}

/** Validates objects of these groups. */
export const validateEveryday = validatorOf(EVERYDAY);
