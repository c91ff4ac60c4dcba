// The rule type `observed`, of the reserved policies alone: findings are what reading the manifest has shown under the rule's id.
// What there is to see is said by validation/, openapi/ and manifest/; a gate that reads no text has none.
import type { RuleOutcome, RuleType } from '../policy/rule-type.ts';
import { nodeAt } from './node-at.ts';

const NOTHING: RuleOutcome = { violations: [], failures: [] };

/** Findings with the messages of what was seen; the rule's own message stands in the catalog. */
export const observedRule: RuleType = {
  type: 'observed',
  compile({ id, observed }) {
    const isOurs = (one: { readonly observer: string; readonly rule: string }) =>
      one.observer === observed && one.rule === id;
    return {
      ok: true,
      value: {
        reads: [],
        comparing: false,
        judge(evaluation) {
          const { observations } = evaluation.change;
          if (!observations) return NOTHING;
          const { seen, unseen, failures } = observations;
          if (seen.length === 0 && unseen.length === 0 && failures.length === 0) return NOTHING;
          return {
            violations: seen
              .filter(isOurs)
              .map(({ pointer, message }) => ({ pointer, node: nodeAt(pointer, evaluation), message })),
            failures: failures.filter(isOurs),
            unjudged: unseen.filter(isOurs).map(({ reason }) => reason),
          };
        },
      },
    };
  },
};
