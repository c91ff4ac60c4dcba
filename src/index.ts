// The public face of the package: documents, changes, decisions and the functions between them. Re-exports, nothing else.
export type { LocatedProblem } from './bundle/documents.ts';
export { type LoadResult, loadBundle } from './bundle/load.ts';
export type { PolicySource } from './bundle/sources.ts';
export type { Actor, Proof } from './change/actor.ts';
export type { Change, Gate, Operation } from './change/change.ts';
export { deriveChanges, type Sourced, type States } from './change/derive.ts';
export { decide } from './engine/decide.ts';
export type { Decision, DecisionContext, EvaluationError, Finding, Unjudged, Verdict } from './engine/decision.ts';
export type { KubeObject } from './kube/object.ts';
export { type ManifestDocument, type ParsedManifests, parseManifests } from './manifest/parse.ts';
export { locate, type Position } from './manifest/position.ts';
export type { Bundle } from './policy/bundle.ts';
export type { BindingSpec, Enforcement, ExemptionSpec, PolicySpec, PolicyTestSpec, Severity } from './policy/policy.ts';
