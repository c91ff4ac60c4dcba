// What validating is about: one object as the API server would store it, with what it replaces. Vocabulary of this room.
import type { FieldError, FieldErrorType } from '../kube/field-error.ts';
import type { JsonObject } from '../kube/object.ts';

/** An object to validate, completed as the API server does before it validates. */
export interface Subject {
  readonly object: JsonObject;
  /** The completed object that an update replaces; undefined on a create, or where nobody knows. */
  readonly old: JsonObject | undefined;
  /** Minor release of the target: 35 for Kubernetes 1.35. */
  readonly minor: number;
}

/** Validates objects of one kind: adds what the API server would refuse, beside what their schema says and their metadata. */
export type KindValidator = (subject: Subject, out: FieldErrors) => void;

/** Where errors are gathered. */
export type FieldErrors = FieldError[];

/** Adds an error. The message names the field and says what it takes: "`replicas` is -1, and must not be negative". */
export function report(out: FieldErrors, type: FieldErrorType, pointer: string, message: string): void {
  out.push({ type, pointer, message });
}
