// The handshake between rules/ and engine/: what a rule type must offer, and what it is given. Neither side imports the other.
import type { Change } from '../change/change.ts';
import type { Json, JsonObject } from '../kube/object.ts';
import type { WorkloadKinds } from '../kube/workload.ts';
import type { PatchOperation, RuleSpec } from './policy.ts';

/** A problem in a document, at a JSON pointer below `spec`'s document root. */
export interface DocumentProblem {
  readonly code: string;
  readonly message: string;
  readonly pointer: string;
}

/** The result of anything that may fail on bad input. */
export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly DocumentProblem[] };

/** A variable that an expression reads, with the first field after it where that is a fixed name. */
export interface VariableRead {
  readonly variable: string;
  readonly field?: string;
}

/** What an expression yields: a value (undefined for nothing) or an error with its 0-based position in the text. */
export type Evaluated =
  | { readonly ok: true; readonly value: unknown }
  | {
      readonly ok: false;
      readonly error: { readonly code: string; readonly message: string; readonly position: number };
    };

/** A compiled expression, as expression/ makes it. */
export interface Expression {
  readonly text: string;
  readonly reads: readonly VariableRead[];
  evaluate(input: unknown, bindings?: Readonly<Record<string, unknown>>): Evaluated;
}

/** Compiles an expression at a pointer of the document; a condition is held to stricter rules. */
export type ExpressionCompiler = (text: string, pointer: string, condition: boolean) => Result<Expression>;

/** One node that a rule judges. */
export interface Node {
  readonly value: Json;
  /** JSON pointer into the judged object. */
  readonly pointer: string;
  /** The node's own key or index; undefined for the object itself. */
  readonly key: string | number | undefined;
  /** The container around the node (or the node itself), undefined outside of one. */
  readonly container: JsonObject | undefined;
}

/** A failing place, before it has a message: `node` is what the message is about, `detail` is appended to it. */
export interface Violation {
  readonly pointer: string;
  readonly node: Node;
  readonly detail?: string;
  /** Takes the place of the rule's own message. */
  readonly message?: string;
  /** Takes the place of the rule's own remedy; pointers lead into the judged object. */
  readonly remedy?: readonly PatchOperation[];
}

/** A failure to judge. */
export interface Failure {
  readonly code: string;
  readonly message: string;
}

/** What a rule type is given at a decision. `bindings` is reused: `container` and `key` are set for each node. */
export interface Evaluation {
  readonly change: Change;
  /** The judged object without null members; on DELETE the old one. */
  readonly object: JsonObject;
  readonly oldObject: JsonObject | undefined;
  readonly workloadKinds: WorkloadKinds;
  readonly bindings: Record<string, unknown>;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Minor release that objects are for, e.g. `1.35`. */
  readonly kubernetesVersion: string;
  /** True once the deadline has passed: a rule that judges many nodes stops and fails. */
  readonly expired?: () => boolean;
  /** Nodes by the text of their path: many rules look at the same place. */
  readonly resolved: Map<string, Resolved>;
}

/** The nodes that a path leads to; a failure where the object has another shape than the path. */
export interface Resolved {
  readonly nodes: readonly Node[];
  readonly failures: readonly Failure[];
}

/** What a rule yields for one change. */
export interface RuleOutcome {
  readonly violations: readonly Violation[];
  readonly failures: readonly Failure[];
  /** Why the rule could not be judged here, where only another gate or source has the fact. */
  readonly unjudged?: readonly string[];
}

/** A compiled rule, without its message. */
export interface CompiledJudge {
  /** What its expressions read: decides which facts must be known. */
  readonly reads: readonly VariableRead[];
  /** True for a rule that compares old and new. */
  readonly comparing: boolean;
  judge(evaluation: Evaluation): RuleOutcome;
}

/** One rule type: the field of RuleSpec that names it, and how to compile it. */
export interface RuleType {
  readonly type: 'schema' | 'assert' | 'template' | 'transition' | 'observed';
  compile(rule: RuleSpec, pointer: string, expressions: ExpressionCompiler): Result<CompiledJudge>;
}
