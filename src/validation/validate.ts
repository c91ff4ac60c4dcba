// Values that the API server refuses although they fit the schema: metadata of every built-in kind, then what validates the kind.
// What a kind's own rules are is said by the files of its API group.
import type { FieldError } from '../kube/field-error.ts';
import { ADMISSION_REGISTRATION } from './admissionregistration/validators.ts';
import { API_EXTENSIONS } from './apiextensions/definition.ts';
import { API_REGISTRATION } from './apiregistration/api-service.ts';
import { APPS } from './apps/validators.ts';
import { AUTHENTICATION } from './authentication/token-review.ts';
import { AUTHORIZATION } from './authorization/reviews.ts';
import { AUTOSCALING } from './autoscaling/horizontal-pod-autoscaler.ts';
import { BATCH } from './batch/validators.ts';
import { CERTIFICATES } from './certificates/request.ts';
import { COORDINATION } from './coordination/lease.ts';
import { CORE_WORKLOADS } from './core/storage-and-limits.ts';
import { CORE } from './core/validators.ts';
import { DISCOVERY } from './discovery/endpoint-slice.ts';
import { EVENTS } from './events/event.ts';
import { FLOW_CONTROL } from './flowcontrol/validators.ts';
import { metadataRulesOf } from './kinds.ts';
import { validateMetadata } from './metadata.ts';
import { NETWORKING } from './networking/validators.ts';
import { NODE } from './node/runtime-class.ts';
import { POD_KINDS } from './pods/pod.ts';
import { POLICY } from './policy/validators.ts';
import { RBAC } from './rbac/validators.ts';
import { RESOURCE } from './resource/validators.ts';
import { SCHEDULING } from './scheduling/priority-class.ts';
import { STORAGE } from './storage/validators.ts';
import type { KindValidator, Subject } from './subject.ts';

/** Tables of the API groups: `apps/v1 Deployment` to its validator. */
const TABLES: readonly Readonly<Record<string, KindValidator>>[] = [
  ADMISSION_REGISTRATION,
  AUTHENTICATION,
  AUTHORIZATION,
  CERTIFICATES,
  COORDINATION,
  CORE,
  DISCOVERY,
  EVENTS,
  API_EXTENSIONS,
  FLOW_CONTROL,
  NETWORKING,
  NODE,
  POD_KINDS,
  RBAC,
  API_REGISTRATION,
  RESOURCE,
  SCHEDULING,
  APPS,
  AUTOSCALING,
  BATCH,
  CORE_WORKLOADS,
  POLICY,
  STORAGE,
];

const VALIDATORS: ReadonlyMap<string, KindValidator> = new Map(TABLES.flatMap((table) => Object.entries(table)));

/** What the API server would refuse about the values of an object of a built-in kind; nothing for kinds that are not known. */
export function validate(subject: Subject): readonly FieldError[] {
  const { object, old } = subject;
  const out: FieldError[] = [];
  const rules = metadataRulesOf(object);
  if (rules) validateMetadata(out, object, old, rules);
  VALIDATORS.get(`${String(object['apiVersion'])} ${String(object['kind'])}`)?.(subject, out);
  return out;
}
