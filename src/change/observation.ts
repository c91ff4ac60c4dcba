// What reading a manifest shows before any policy judges: fields that its kind does not take, a version on its way out, text that
// others read otherwise. Only who reads text can see it; the reserved policies make findings of it once they are bound.

/** What is looked at: the object's fields as the API server would, its API version, the text that it was read from. */
export const OBSERVERS = ['fields', 'api-version', 'text'] as const;

/** One of `OBSERVERS`. */
export type Observer = (typeof OBSERVERS)[number];

/** One thing that was seen. */
export interface Observation {
  readonly observer: Observer;
  /** Id of the rule of the reserved policy that tells it. */
  readonly rule: string;
  /** JSON pointer into the object. */
  readonly pointer: string;
  readonly message: string;
}

/** What could not be looked at, for want of a fact that nobody has to supply. */
export interface Unobserved {
  readonly observer: Observer;
  readonly rule: string;
  readonly reason: string;
}

/** What had to be looked at and could not be. */
export interface ObservationFailure {
  readonly observer: Observer;
  readonly rule: string;
  readonly code: string;
  readonly message: string;
}

/** All that reading one manifest has shown. */
export interface Observations {
  readonly seen: readonly Observation[];
  readonly unseen: readonly Unobserved[];
  readonly failures: readonly ObservationFailure[];
}
