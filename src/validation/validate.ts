// Values that the API server refuses although they fit the schema: metadata of every built-in kind, then what validates the kind.
// What a kind's own rules are is said by the files of its API group.
import type { FieldError } from '../kube/field-error.ts';
import { APPS } from './apps/validators.ts';
import { AUTOSCALING } from './autoscaling/horizontal-pod-autoscaler.ts';
import { BATCH } from './batch/validators.ts';
import { CORE_WORKLOADS } from './core/storage-and-limits.ts';
import { metadataRulesOf } from './kinds.ts';
import { validateMetadata } from './metadata.ts';
import { POD_KINDS } from './pods/pod.ts';
import { POLICY } from './policy/validators.ts';
import { STORAGE } from './storage/validators.ts';
import type { KindValidator, Subject } from './subject.ts';

/** Tables of the API groups: `apps/v1 Deployment` to its validator. */
const TABLES: readonly Readonly<Record<string, KindValidator>>[] = [
  APPS,
  AUTOSCALING,
  BATCH,
  CORE_WORKLOADS,
  POD_KINDS,
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
