// Values that the API server refuses although they fit the schema: one table from kinds to what validates them. What a kind's own
// rules are is said by the files of its API group.
import type { FieldError } from '../kube/field-error.ts';
import type { KindValidator, Subject } from './subject.ts';

/** Tables of the API groups: `apps/v1 Deployment` to its validator. */
const TABLES: readonly Readonly<Record<string, KindValidator>>[] = [];

const VALIDATORS: ReadonlyMap<string, KindValidator> = new Map(TABLES.flatMap((table) => Object.entries(table)));

/** What the API server would refuse about the values of an object of a built-in kind; nothing for kinds that are not known. */
export function validate(subject: Subject): readonly FieldError[] {
  const { apiVersion, kind } = subject.object;
  const out: FieldError[] = [];
  VALIDATORS.get(`${String(apiVersion)} ${String(kind)}`)?.(subject, out);
  return out;
}
