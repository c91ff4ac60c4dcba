// Which changes a policy or a binding looks at, with the reason when it does not.
import type { Change } from '../change/change.ts';
import type { JsonObject } from '../kube/object.ts';

/** Facts beside the change that selecting may need. */
export interface MatchFacts {
  /** Labels of the change's namespace; undefined when unknown. */
  readonly namespaceLabels: Readonly<Record<string, string>> | undefined;
  readonly isWorkload: boolean;
  readonly object: JsonObject | undefined;
}

/** The answer of a match: it does, it does not, or a fact is missing. */
export type MatchAnswer =
  | { readonly matched: true }
  | { readonly matched: false; readonly reason: string }
  | { readonly matched: 'unknown'; readonly code: string; readonly message: string };

/** A compiled match. */
export type CompiledMatch = (change: Change, facts: MatchFacts) => MatchAnswer;
