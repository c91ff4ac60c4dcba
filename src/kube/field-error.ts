// What is wrong with one field of an object, in the API server's own terms (k8s.io/apimachinery, field.Error). Vocabulary of all
// that checks objects as the server does; judges nothing.

/** Types of field errors: those of the API server in kebab-case, and what it says of a field beside them. */
export const FIELD_ERROR_TYPES = [
  /** A field that the type does not have: the server drops it, or refuses it where validation is strict. */
  'unknown-field',
  'type-invalid',
  'required',
  /** None of the values that a field takes. */
  'not-supported',
  'invalid',
  'duplicate',
  /** Not allowed here, in this combination or on this kind. */
  'forbidden',
  /** A name within the object that refers to nothing in it. */
  'not-found',
  'too-long',
  'too-many',
  /** A field that an update must not change. */
  'immutable',
  /** A rule that a CustomResourceDefinition states in `x-kubernetes-validations`. */
  'custom-rule',
] as const;

/** One of `FIELD_ERROR_TYPES`. */
export type FieldErrorType = (typeof FIELD_ERROR_TYPES)[number];

/** One field that the API server would refuse. */
export interface FieldError {
  readonly type: FieldErrorType;
  /** JSON pointer into the object: of the value, or of the missing or superfluous field itself. */
  readonly pointer: string;
  /** One sentence that names the field and what it takes. */
  readonly message: string;
}
