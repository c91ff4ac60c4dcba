// From an object to what validates it: metadata of every built-in kind, then the validator of the kind. Which kinds there are is said
// by the tables of the API groups.
import type { FieldError } from '../kube/field-error.ts';
import { metadataRulesOf } from './kinds.ts';
import { validateMetadata } from './metadata.ts';
import type { KindValidator, Subject } from './subject.ts';

/** What the API server would refuse about the values of an object of a built-in kind; nothing for kinds that are not known. */
export type Validate = (subject: Subject) => readonly FieldError[];

/** Validators by kind: `apps/v1 Deployment`. */
export type ValidatorTable = Readonly<Record<string, KindValidator>>;

/** Validates by these tables. */
export function validatorOf(tables: readonly ValidatorTable[]): Validate {
  const validators: ReadonlyMap<string, KindValidator> = new Map(tables.flatMap((table) => Object.entries(table)));
  return (subject) => {
    const { object, old } = subject;
    const out: FieldError[] = [];
    const rules = metadataRulesOf(object);
    if (rules) validateMetadata(out, object, old, rules);
    validators.get(`${String(object['apiVersion'])} ${String(object['kind'])}`)?.(subject, out);
    return out;
  };
}
