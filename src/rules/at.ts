// Reads the `at` of a rule, with the problem at its place in the document.
import type { RuleSpec } from '../policy/policy.ts';
import type { Result } from '../policy/rule-type.ts';
import { type Path, parsePath, WHOLE_OBJECT } from './path.ts';

/** The compiled `at`; the whole object when the rule has none. */
export function atOf(rule: RuleSpec, pointer: string): Result<Path> {
  return rule.at === undefined ? { ok: true, value: WHOLE_OBJECT } : pathOf(rule.at, `${pointer}/at`);
}

/** One path of a document. */
export function pathOf(text: string, pointer: string): Result<Path> {
  const parsed = parsePath(text);
  return 'path' in parsed
    ? { ok: true, value: parsed.path }
    : { ok: false, problems: [{ code: 'path-syntax', message: parsed.problem, pointer }] };
}
