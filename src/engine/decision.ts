// The vocabulary of the engine's answer: Decision, Finding, EvaluationError. No logic.
import type { Enforcement, PatchOperation, Severity } from '../policy/policy.ts';

/** What a gate does with a change. */
export type Verdict = 'allow' | 'warn' | 'deny';

/** One violation: one failing element under one rule. */
export interface Finding {
  readonly policy: string;
  readonly rule: string;
  readonly category: string;
  readonly severity: Severity;
  readonly enforcement: Enforcement;
  readonly message: string;
  readonly remediation: string;
  /** JSON pointer into the judged object. */
  readonly pointer: string;
  /** JSON Patch with pointers into the judged object. */
  readonly remedy?: readonly PatchOperation[];
  /** Name of the Exemption that excuses this finding; it then changes no verdict. */
  readonly exemption?: string;
}

/** A rule or policy that could not be judged. `enforcement` says what it does to the verdict (the binding's `onError`). */
export interface EvaluationError {
  /** Stable and kebab-case or a JSONata code, e.g. `namespace-unknown`, `budget`, `T2001`. */
  readonly code: string;
  readonly message: string;
  readonly policy: string;
  readonly rule?: string;
  readonly enforcement: 'deny' | 'warn';
}

/** A rule that this gate can never judge, because only another gate has the fact. Changes no verdict. */
export interface Unjudged {
  readonly policy: string;
  readonly rule: string;
  readonly reason: string;
}

/** The engine's answer for one change. */
export interface Decision {
  readonly verdict: Verdict;
  readonly findings: readonly Finding[];
  readonly errors: readonly EvaluationError[];
  readonly unjudged: readonly Unjudged[];
  /** Digest of the bundle that judged: `sha256:…`. */
  readonly bundle: string;
}

/** What the caller supplies beside the change; nothing here is read from a clock or a cluster by the engine. */
export interface DecisionContext {
  /** The time of the decision, milliseconds since the epoch. */
  readonly now: number;
  /** Target version, e.g. `1.35`. */
  readonly kubernetesVersion: string;
  /** Labels of a namespace; undefined when unknown. */
  readonly namespaceLabels: (name: string) => Readonly<Record<string, string>> | undefined;
  /** True once the deadline has passed: rules not yet judged become errors. */
  readonly expired?: () => boolean;
}
