// Applies exemptions: excused findings stay in the decision, marked. One function for every gate.
import type { Bundle } from '../policy/bundle.ts';
import type { CompiledExemption } from '../policy/exemption.ts';
import type { DecisionContext, Finding } from './decision.ts';
import type { Facts } from './facts.ts';
import type { JudgedFinding } from './judge.ts';

/** The findings, each marked with the first exemption (by name) that excuses it and has not expired. */
export function exempt(
  findings: readonly JudgedFinding[],
  bundle: Bundle,
  facts: Facts,
  { now }: DecisionContext,
): readonly Finding[] {
  if (findings.length === 0) return [];
  const valid = bundle.exemptions.filter((one) => now < one.endsAt && one.excuses(facts.change, facts));
  return findings.map(({ finding, node }) => {
    const by = valid.find((one) => one.covers(finding.policy, finding.rule) && one.excusesContainer(node.container));
    return by ? { ...finding, exemption: by.name } : finding;
  });
}

/** An exemption that no longer does its work: expired, or of no use to a run that saw everything. */
export interface StaleExemption {
  readonly exemption: CompiledExemption;
  readonly rule: 'expired' | 'unused';
  readonly finding: Finding;
}

/** The findings of the reserved policy `exemption-hygiene` for one run; `used` are names of exemptions that excused something. */
export function staleExemptions(
  bundle: Bundle,
  used: ReadonlySet<string>,
  now: number,
  sawEverything: boolean,
): readonly StaleExemption[] {
  return bundle.exemptions.flatMap((exemption): StaleExemption[] => {
    const { name, spec } = exemption;
    if (now >= exemption.endsAt) {
      const message = `exemption \`${name}\` of ${spec.owner} expired at the end of ${spec.expires} and excuses nothing any more`;
      return [{ exemption, rule: 'expired', finding: hygiene('expired', 'warn', message) }];
    }
    if (!sawEverything || used.has(name)) return [];
    return [
      {
        exemption,
        rule: 'unused',
        finding: hygiene('unused', 'audit', `exemption \`${name}\` of ${spec.owner} excused nothing in this run`),
      },
    ];
  });
}

function hygiene(rule: 'expired' | 'unused', enforcement: Finding['enforcement'], message: string): Finding {
  return {
    policy: 'exemption-hygiene',
    rule,
    category: 'governance',
    severity: 'low',
    enforcement,
    message,
    remediation: 'mend what it excused and delete the exemption, or renew it with its owner',
    pointer: rule === 'expired' ? '/spec/expires' : '',
  };
}
