// One policy under one binding on one change: match, conditions, rules. Gathers findings, errors and what this gate cannot judge.
import type { Change } from '../change/change.ts';
import { type BoundPolicy, errorEnforcement, holdsForPath } from '../policy/bundle.ts';
import { type CompiledRule, trusts } from '../policy/compile.ts';
import { bounded, fillMessage } from '../policy/message.ts';
import type { Enforcement } from '../policy/policy.ts';
import type { Failure, Node, Violation } from '../policy/rule-type.ts';
import type { DecisionContext, EvaluationError, Finding, Unjudged } from './decision.ts';
import { type Facts, missingFact, readsActor } from './facts.ts';

/** A finding with the node it is about: exemptions ask for its container. */
export interface JudgedFinding {
  readonly finding: Finding;
  readonly node: Node;
}

/** How many findings and failures of one rule on one object are told. More help nobody, and a hostile object must not cost memory without end. */
const FINDING_LIMIT = 1_000;
const FAILURE_LIMIT = 100;

/** Where the parts of a decision are gathered. */
export interface Gathered {
  readonly findings: JudgedFinding[];
  readonly errors: EvaluationError[];
  readonly unjudged: Unjudged[];
}

/** Judges one bound policy and adds what comes of it. */
export function judge(bound: BoundPolicy, facts: Facts, context: DecisionContext, out: Gathered): void {
  const { policy } = bound;
  const { change } = facts;
  if (!holdsForPath(bound, change)) return;
  const scoped = bound.scope?.(change, facts);
  if (scoped?.matched === false) return;
  const matched = policy.match(change, facts);
  if (matched.matched === false) {
    if (!change.origin.comparable) nameIncomparable(bound, facts, out);
    return;
  }
  const enforcement = bound.enforcementAt(context.now);
  const fail = ({ code, message }: Failure, rule?: string) =>
    out.errors.push({
      code,
      message,
      policy: policy.name,
      ...(rule !== undefined && { rule }),
      enforcement: errorEnforcement(bound, enforcement),
    });
  if (scoped?.matched === 'unknown') return void fail(scoped);
  if (matched.matched === 'unknown') return void fail(matched);
  facts.evaluation.bindings['params'] = bound.parameters;
  if (readsActor(policy.conditionReads) && !trusts(policy, change.actor?.proof)) {
    for (const rule of policy.rules) out.unjudged.push(untrusted(bound, rule, change));
    return;
  }
  const applies = conditionsHold(bound, facts, fail);
  if (!applies) return;
  for (const rule of policy.rules) judgeRule(bound, rule, facts, enforcement, context, fail, out);
}

/** All conditions are asked; the first that is false ends the matter, an error is one and the policy does not pass. */
function conditionsHold(bound: BoundPolicy, facts: Facts, fail: (failure: Failure) => void): boolean {
  const { bindings, object } = facts.evaluation;
  bindings['container'] = undefined;
  bindings['key'] = undefined;
  for (const { name, expression } of bound.policy.conditions) {
    const missing = missingFact(facts, expression.reads);
    const result = missing ? undefined : expression.evaluate(object, bindings);
    if (result?.ok && result.value === false) return false;
    if (result?.ok && result.value === true) continue;
    const inCondition = (message: string) => `condition \`${name}\`: ${message}`;
    if (missing) fail({ code: missing.code, message: inCondition(missing.message) });
    else if (result && !result.ok) fail({ code: result.error.code, message: inCondition(result.error.message) });
    else
      fail({
        code: 'condition-not-boolean',
        message: inCondition('gave neither true nor false, write it so that it always does, e.g. with `$exists`'),
      });
    return false;
  }
  return true;
}

function judgeRule(
  bound: BoundPolicy,
  rule: CompiledRule,
  facts: Facts,
  enforcement: Enforcement,
  context: DecisionContext,
  fail: (failure: Failure, rule: string) => void,
  out: Gathered,
): void {
  const { policy } = bound;
  const { change, evaluation } = facts;
  if (rule.judge.comparing) {
    if (change.operation === 'AUDIT') return;
    if (!change.origin.comparable) return void out.unjudged.push(incomparable(bound, rule));
    if (change.operation !== 'UPDATE' && !policy.comparesAlways) return;
  }
  if (readsActor(rule.judge.reads) && !trusts(policy, change.actor?.proof)) {
    return void out.unjudged.push(untrusted(bound, rule, change));
  }
  if (context.expired?.()) {
    return fail({ code: 'deadline', message: 'the deadline passed before this rule was judged' }, rule.spec.id);
  }
  const missing = missingFact(facts, rule.judge.reads);
  if (missing) return fail(missing, rule.spec.id);
  evaluation.bindings['changes'] = undefined;
  const { violations, failures, unjudged = [] } = rule.judge.judge(evaluation);
  if (violations.length === 0 && failures.length === 0 && unjudged.length === 0) return;
  for (const reason of unjudged) out.unjudged.push({ policy: policy.name, rule: rule.spec.id, reason });
  for (const failure of failures.slice(0, FAILURE_LIMIT)) fail(failure, rule.spec.id);
  if (violations.length > FINDING_LIMIT) {
    const message = `the rule fails at ${violations.length} places, of which ${FINDING_LIMIT} are told: mend those first`;
    fail({ code: 'finding-limit', message }, rule.spec.id);
  }
  for (const violation of violations.slice(0, FINDING_LIMIT)) {
    if (context.expired?.()) {
      return fail({ code: 'deadline', message: 'the deadline passed before all findings were told' }, rule.spec.id);
    }
    out.findings.push({ node: violation.node, finding: findingOf(bound, rule, violation, facts, enforcement) });
  }
}

function findingOf(
  bound: BoundPolicy,
  rule: CompiledRule,
  { pointer, node, detail, message: told, remedy: mending }: Violation,
  facts: Facts,
  enforcement: Enforcement,
): Finding {
  const { name, spec } = bound.policy;
  const { bindings } = facts.evaluation;
  bindings['container'] = node.container;
  bindings['key'] = node.key;
  const message = told === undefined ? fillMessage(rule.message, node.value, bindings, detail) : bounded(told);
  const own = rule.spec.remedy?.map((step) => ({ ...step, path: node.pointer + step.path }));
  const remedy = mending ?? own;
  return {
    policy: name,
    rule: rule.spec.id,
    category: spec.category,
    severity: spec.severity,
    enforcement,
    message,
    remediation: spec.remediation,
    pointer,
    ...(remedy && { remedy }),
  };
}

const incomparable = ({ policy }: BoundPolicy, rule: CompiledRule): Unjudged => ({
  policy: policy.name,
  rule: rule.spec.id,
  reason: 'it compares the old object with the new one, and only files were given: use `--staged` or `--base`',
});

function untrusted({ policy }: BoundPolicy, rule: CompiledRule, { actor }: Change): Unjudged {
  const proof = actor ? `is only proven by \`${actor.proof}\`` : 'is not known';
  return {
    policy: policy.name,
    rule: rule.spec.id,
    reason: `it asks who acts with proof \`${policy.actorProof}\`, and the actor here ${proof}`,
  };
}

/** A policy for updates alone does not match a plain file: its rules that compare are named as unjudged all the same. */
function nameIncomparable(bound: BoundPolicy, facts: Facts, out: Gathered): void {
  const comparing = bound.policy.rules.filter(({ judge: { comparing } }) => comparing);
  if (comparing.length === 0 || facts.change.operation === 'AUDIT') return;
  if (bound.policy.match({ ...facts.change, operation: 'UPDATE' }, facts).matched === false) return;
  for (const rule of comparing) out.unjudged.push(incomparable(bound, rule));
}
