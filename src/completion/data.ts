// The two tables that completing reads: the API's types and its defaults, as data of one Kubernetes minor release. Who reads
// them from disk is bundle/.
import type { Json } from '../kube/object.ts';

/**
 * Types of the API: `kinds` from `apps/v1 Deployment` to the name of its type, `types` from there to the type of each field:
 * `[]T`, `map[string]T`, `*T`, a scalar or another name. A trailing `!` marks what is written even when empty, `?` a field that
 * is left out only as an empty struct.
 */
export interface CompletionTypes {
  readonly kinds: Readonly<Record<string, string>>;
  /** Kinds, as in `kinds`, that live in no namespace. */
  readonly clusterScoped: readonly string[];
  readonly types: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** A condition on the object that holds a field: what one of its fields is, or that it has `only` certain fields. */
export interface Condition {
  readonly field?: string;
  readonly in?: readonly Json[];
  /** None of these, or not there. */
  readonly notIn?: readonly Json[];
  /** There and neither an empty text, list nor object. */
  readonly given?: boolean;
  readonly null?: boolean;
  readonly only?: readonly string[];
}

/** Names of derived defaults; without one an entry sets its `value`. */
export type DerivedRule =
  | 'copy'
  | 'missing-keys'
  | 'pull-policy'
  | 'both'
  | 'string-data'
  | 'derived-name'
  | 'set-key'
  | 'app-armor'
  | 'label-keys'
  | 'drop';

/** One default. Entries of a kind are applied in their order. */
export interface DefaultEntry {
  /** `.spec.containers[*].imagePullPolicy`: `[*]` each item of a list, `{*}` each value of a map. */
  readonly path: string;
  readonly value?: Json;
  /** An empty text, list or object and 0 count as absent. */
  readonly zero?: boolean;
  readonly when?: Condition | readonly Condition[];
  readonly whenRoot?: Condition;
  readonly rule?: DerivedRule;
  /** The field that a derived value is made from, beside the field; with a leading dot from the root. */
  readonly from?: string;
  readonly key?: string;
  readonly keep?: boolean;
  readonly suffix?: string;
  /** Set by something other than the API's defaulting (an admission plugin, or `create`): no manifest can tell it. */
  readonly by?: string;
}

/** Types and defaults of one Kubernetes minor release; `defaults` by `apps/v1/Deployment`. */
export interface CompletionData {
  readonly types: CompletionTypes;
  readonly defaults: Readonly<Record<string, readonly DefaultEntry[]>>;
}
