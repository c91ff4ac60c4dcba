// What an author writes, as data: Policy, PolicyBinding, Exemption, WorkloadKind, PolicyTest. schema.ts says the same to editors; compiling is compile.ts's.

import type { Proof } from '../change/actor.ts';
import type { Operation } from '../change/change.ts';
import type { Observer } from '../change/observation.ts';
import type { PatchOperation } from '../change/patch.ts';
import type { LabelSelector } from '../kube/label-selector.ts';
import type { JsonObject } from '../kube/object.ts';

export type { PatchOperation } from '../change/patch.ts';

/** The API version of all Sallyport documents. */
export const API_VERSION = 'sallyport.dev/v1alpha1';

/** How bad a finding is; independent of enforcement. Weakest first. */
export const SEVERITIES = ['low', 'medium', 'high', 'critical'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** How strongly a policy is bound. Weakest first. */
export const ENFORCEMENTS = ['audit', 'warn', 'deny'] as const;
export type Enforcement = (typeof ENFORCEMENTS)[number];

/** Which changes are meant: fields are ANDed, items of a field ORed. */
export interface MatchFields {
  readonly kinds?: readonly string[];
  readonly operations?: readonly Operation[];
  readonly subresources?: readonly string[];
  readonly namespaces?: readonly string[];
  readonly namespaceSelector?: LabelSelector;
  readonly objectSelector?: LabelSelector;
  readonly names?: readonly string[];
}

/** A match with what it leaves out; a change is excluded when all fields of `exclude` match. */
export interface Match extends MatchFields {
  readonly exclude?: MatchFields;
}

/** A rule as written; the fields of its rule type stand beside the common ones. */
export interface RuleSpec {
  readonly id: string;
  readonly at?: string;
  readonly message: string;
  readonly remedy?: readonly PatchOperation[];
  readonly schema?: JsonObject | boolean;
  readonly assert?: string;
  readonly transition?: TransitionSpec;
  readonly template?: TemplateRuleSpec;
  /** For the reserved policies of this package: what reading a manifest shows. */
  readonly observed?: Observer;
}

/** What may change: exactly one of the four fields. */
export interface TransitionSpec {
  readonly only?: readonly string[];
  readonly never?: readonly string[];
  readonly assert?: string;
  readonly parameters?: ParameterRightsSpec;
}

/** A ResourceTemplate by its name and the first number of its version. */
export interface TemplateReference {
  readonly name: string;
  readonly major: number;
}

/** The template that an object must conform to; `any` for the one that it names or that is meant for such objects. */
export type TemplateRuleSpec = TemplateReference | 'any';

/** Which parameters of the object's template may change; what no parameter tells may not. */
export interface ParameterRightsSpec {
  /** Left out, the one that the object names or that is meant for such objects. */
  readonly template?: TemplateReference;
  readonly only: readonly string[];
}

/** The spec of a Policy. */
export interface PolicySpec {
  readonly title: string;
  readonly category: string;
  readonly severity: Severity;
  readonly since: string;
  readonly why: string;
  readonly remediation: string;
  readonly references?: readonly string[];
  readonly match: Match;
  readonly conditions?: readonly { readonly name: string; readonly expression: string }[];
  readonly parameters?: JsonObject;
  readonly actorProof?: Proof;
  readonly rules: readonly RuleSpec[];
}

/** Where a binding holds: a match, and globs of paths in the repository (git gates only). */
export interface Scope extends Match {
  readonly paths?: readonly string[];
}

/** The spec of a PolicyBinding. */
export interface BindingSpec {
  readonly policies: readonly string[];
  readonly scope?: Scope;
  readonly parameters?: Readonly<Record<string, JsonObject>>;
  readonly enforcement: Enforcement;
  readonly schedule?: readonly { readonly from: string; readonly enforcement: Enforcement }[];
  readonly onError?: 'deny' | 'warn';
}

/** Whom an exemption excuses: fields are ANDed, items of a field ORed; at least one field. */
export interface ExemptionSubjects {
  readonly kinds?: readonly string[];
  readonly namespaces?: readonly string[];
  readonly names?: readonly string[];
  readonly objectSelector?: LabelSelector;
  readonly namespaceSelector?: LabelSelector;
  /** The workload that owns the object, by its ownerReferences, e.g. `Deployment/web`; the workload itself is meant as well. */
  readonly owners?: readonly string[];
  /** Names of containers: then only findings in these containers are excused. */
  readonly containers?: readonly string[];
}

/** The spec of an Exemption. `expires` is a date: honoured to its end in UTC. */
export interface ExemptionSpec {
  readonly policies: readonly string[];
  readonly rules?: readonly string[];
  readonly subjects: ExemptionSubjects;
  readonly reason: string;
  readonly owner: string;
  readonly ticket?: string;
  readonly expires: string;
}

/** The spec of a WorkloadKind: custom kinds (`group/Kind`) that carry a pod spec at a dotted path. */
export interface WorkloadKindSpec {
  readonly kinds: readonly string[];
  readonly podSpec: string;
}

/** One object under test with the facts around it. */
export interface CaseInput {
  readonly object?: JsonObject;
  /** The object as text, for what only its text shows. */
  readonly manifest?: string;
  readonly old?: JsonObject;
  readonly operation?: Operation;
  readonly actor?: { readonly name: string; readonly groups?: readonly string[]; readonly proof?: Proof };
  readonly namespace?: { readonly name: string; readonly labels?: Readonly<Record<string, string>> };
  readonly subresource?: string;
}

/** A finding that a reject case states. */
export interface ExpectedFinding {
  readonly rule: string;
  readonly pointer: string;
  readonly message: string;
}

/** One case of a PolicyTest: exactly one of `accept` and `reject`. */
export interface TestCase {
  readonly name: string;
  readonly accept?: CaseInput;
  readonly reject?: CaseInput;
  readonly findings?: readonly ExpectedFinding[];
}

/** The spec of a PolicyTest. */
export interface PolicyTestSpec {
  readonly policy: string;
  readonly parameters?: JsonObject;
  /** CustomResourceDefinitions of custom kinds in the cases. */
  readonly definitions?: readonly JsonObject[];
  readonly cases: readonly TestCase[];
}
