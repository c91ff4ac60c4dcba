// Values that the API server refuses although they fit the schema: metadata of every built-in kind, then what validates the kind.
// What a kind's own rules are is said by the files of its API group.
import type { FieldError } from '../kube/field-error.ts';
import { ADMISSION_KINDS } from './admissionregistration/kinds.ts';
import { EXTENSION_KINDS } from './apiextensions/kinds.ts';
import { REGISTRATION_KINDS } from './apiregistration/kinds.ts';
import { APPS } from './apps/validators.ts';
import { AUTHENTICATION_KINDS } from './authentication/kinds.ts';
import { AUTHORIZATION_KINDS } from './authorization/kinds.ts';
import { AUTOSCALING } from './autoscaling/horizontal-pod-autoscaler.ts';
import { BATCH } from './batch/validators.ts';
import { CERTIFICATE_KINDS } from './certificates/kinds.ts';
import { COORDINATION_KINDS } from './coordination/kinds.ts';
import { CORE_KINDS } from './core/kinds.ts';
import { CORE_WORKLOADS } from './core/storage-and-limits.ts';
import { DISCOVERY_KINDS } from './discovery/kinds.ts';
import { EVENT_KINDS } from './events/kinds.ts';
import { FLOW_KINDS } from './flowcontrol/kinds.ts';
import { metadataRulesOf } from './kinds.ts';
import { validateMetadata } from './metadata.ts';
import { NETWORKING_KINDS } from './networking/kinds.ts';
import { NODE_KINDS } from './node/kinds.ts';
import { POD_KINDS } from './pods/pod.ts';
import { POLICY } from './policy/validators.ts';
import { RBAC_KINDS } from './rbac/kinds.ts';
import { RESOURCE_KINDS } from './resource/kinds.ts';
import { SCHEDULING_KINDS } from './scheduling/kinds.ts';
import { STORAGE } from './storage/validators.ts';
import type { KindValidator, Subject } from './subject.ts';

/** Tables of the API groups: `apps/v1 Deployment` to its validator. */
const TABLES: readonly Readonly<Record<string, KindValidator>>[] = [
  ADMISSION_KINDS,
  AUTHENTICATION_KINDS,
  AUTHORIZATION_KINDS,
  CERTIFICATE_KINDS,
  COORDINATION_KINDS,
  CORE_KINDS,
  DISCOVERY_KINDS,
  EVENT_KINDS,
  EXTENSION_KINDS,
  FLOW_KINDS,
  NETWORKING_KINDS,
  NODE_KINDS,
  POD_KINDS,
  RBAC_KINDS,
  REGISTRATION_KINDS,
  RESOURCE_KINDS,
  SCHEDULING_KINDS,
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
