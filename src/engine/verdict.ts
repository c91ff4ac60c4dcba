// Findings and errors to a verdict: the one place where an error becomes deny or warn.
import type { EvaluationError, Finding, Verdict } from './decision.ts';

/** Deny if a finding or an error denies, else warn if one warns, else allow. Audit findings and exempted ones change nothing. */
export function verdictOf(findings: readonly Finding[], errors: readonly EvaluationError[]): Verdict {
  const effects = [...findings.filter(({ exemption }) => exemption === undefined), ...errors].map(
    ({ enforcement }) => enforcement,
  );
  if (effects.includes('deny')) return 'deny';
  return effects.includes('warn') ? 'warn' : 'allow';
}
