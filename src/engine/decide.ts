// The decision: one change, one bundle, one context in; findings, errors and a verdict out. Pure and deterministic; knows no gate.
import type { Change } from '../change/change.ts';
import type { Bundle } from '../policy/bundle.ts';
import { ENFORCEMENTS } from '../policy/policy.ts';
import type { Decision, DecisionContext, EvaluationError, Unjudged } from './decision.ts';
import { exempt } from './exempt.ts';
import { factsOf } from './facts.ts';
import { type Gathered, type JudgedFinding, judge } from './judge.ts';
import { relevantTo } from './relevant.ts';
import { verdictOf } from './verdict.ts';

/**
 * Judges a change by every bound policy. Bindings never merge: each is evaluated by itself, then findings that are equal
 * but for their enforcement become one with the strongest. Neither the order of bindings nor of files has a meaning.
 */
export function decide(change: Change, bundle: Bundle, context: DecisionContext): Decision {
  const facts = factsOf(change, bundle, context);
  if (!facts) return { verdict: 'allow', findings: [], errors: [], unjudged: [], bundle: bundle.digest };
  const gathered: Gathered = { findings: [], errors: [], unjudged: [] };
  for (const bound of relevantTo(bundle, facts.change.gvk, facts.isWorkload)) judge(bound, facts, context, gathered);
  const findings = exempt(strongest(gathered.findings), bundle, facts, context);
  const errors = strongestErrors(gathered.errors);
  return {
    verdict: verdictOf(findings, errors),
    findings,
    errors,
    unjudged: distinct(gathered.unjudged, ({ policy, rule, reason }) => `${policy}\n${rule}\n${reason}`).sort(
      byPolicyAndRule,
    ),
    bundle: bundle.digest,
  };
}

const strength = (enforcement: (typeof ENFORCEMENTS)[number]) => ENFORCEMENTS.indexOf(enforcement);
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** Equal policy, rule, pointer and message are one finding. Sorted by policy and rule; within a rule by place in the object. */
function strongest(findings: readonly JudgedFinding[]): readonly JudgedFinding[] {
  if (findings.length === 0) return findings;
  const kept = new Map<string, JudgedFinding>();
  for (const one of findings) {
    const { policy, rule, pointer, message, enforcement } = one.finding;
    const key = JSON.stringify([policy, rule, pointer, message]);
    const other = kept.get(key);
    if (!other || strength(enforcement) > strength(other.finding.enforcement)) kept.set(key, one);
  }
  return [...kept.values()].sort(
    ({ finding: a }, { finding: b }) =>
      compare(a.policy, b.policy) ||
      compare(a.rule, b.rule) ||
      comparePointers(a.pointer, b.pointer) ||
      compare(a.message, b.message),
  );
}

/** Pointers token by token, list indexes as numbers. */
function comparePointers(a: string, b: string): number {
  if (a === b) return 0;
  const left = a.split('/');
  const right = b.split('/');
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const [x = '', y = ''] = [left[i], right[i]];
    if (x === y) continue;
    const numeric = /^[0-9]+$/.test(x) && /^[0-9]+$/.test(y);
    return numeric ? Number(x) - Number(y) : compare(x, y);
  }
  return left.length - right.length;
}

function strongestErrors(errors: readonly EvaluationError[]): readonly EvaluationError[] {
  const byStrength = [...errors].sort((a, b) => strength(b.enforcement) - strength(a.enforcement));
  return distinct(byStrength, ({ policy, rule, code, message }) => JSON.stringify([policy, rule, code, message])).sort(
    (a, b) => compare(a.policy, b.policy) || compare(a.rule ?? '', b.rule ?? '') || compare(a.message, b.message),
  );
}

function byPolicyAndRule(a: Unjudged, b: Unjudged): number {
  return compare(a.policy, b.policy) || compare(a.rule, b.rule);
}

function distinct<T>(items: readonly T[], keyOf: (item: T) => string): T[] {
  const seen = new Set<string>();
  return items.filter((item) => {
    const key = keyOf(item);
    return !seen.has(key) && seen.add(key);
  });
}
