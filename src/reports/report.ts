// What every report is made of: the decisions of one run, with places in files, counted. Renders nothing.
import type { Gate, Operation } from '../change/change.ts';
import type { Finding } from '../engine/decision.ts';

/** A place in a file: line and column from 1, column in UTF-16 units. */
export interface Location {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** The judged object as reports name it; `namespace` is null when unknown. */
export interface ReportedObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace: string | null;
  readonly name: string;
}

/** A finding with its object and, at git gates, its place. */
export interface ReportedFinding extends Finding {
  readonly operation: Operation;
  readonly object: ReportedObject;
  readonly location: Location | null;
}

/** What could not be read or judged. `enforcement` deny makes the run fail with exit code 2. */
export interface ReportedError {
  readonly code: string;
  readonly message: string;
  readonly enforcement: 'deny' | 'warn';
  readonly policy?: string;
  readonly rule?: string;
  readonly object?: ReportedObject;
  readonly location: Location | null;
}

/** A rule that this gate cannot judge, with how many objects it would have judged. */
export interface ReportedUnjudged {
  readonly policy: string;
  readonly rule: string;
  readonly reason: string;
  readonly count: number;
}

/** What a report may say about a policy beside its findings. */
export interface PolicyOutline {
  readonly name: string;
  readonly title: string;
  readonly why: string;
  readonly remediation: string;
  readonly category: string;
  readonly severity: Finding['severity'];
  readonly references: readonly string[];
}

/** Counts of a run: findings by enforcement (exempted ones apart), errors, unjudged rules, what was read. */
export interface Summary {
  readonly files: number;
  readonly objects: number;
  readonly denied: number;
  readonly warned: number;
  readonly audited: number;
  readonly exempted: number;
  readonly errors: number;
  readonly unjudged: number;
  readonly ignored: number;
}

/** One run of a gate, ready to be rendered. Findings and errors are sorted by place. */
export interface Report {
  /** Version of Sallyport. */
  readonly version: string;
  readonly bundle: string;
  readonly gate: Gate;
  readonly kubernetes: string;
  readonly summary: Summary;
  readonly findings: readonly ReportedFinding[];
  readonly errors: readonly ReportedError[];
  readonly unjudged: readonly ReportedUnjudged[];
  /** The policies that have findings, by name. */
  readonly policies: readonly PolicyOutline[];
}
