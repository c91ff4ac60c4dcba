// Exemptions that no longer do their work -> findings of the reserved policy `exemption-hygiene`, once a run.
import { type StaleExemption, staleExemptions } from '../engine/exempt.ts';
import type { Bundle } from '../policy/bundle.ts';
import { API_VERSION } from '../policy/policy.ts';
import type { Location, ReportedFinding } from './report.ts';

/** What a run knows about itself. */
export interface HygieneFacts {
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** True where the run saw all that an exemption could excuse: only then is an unused one a finding. */
  readonly sawEverything: boolean;
  /** Where a document of the bundle stands, by kind, name and pointer. */
  readonly placeOf: (kind: string, name: string, pointer: string) => Location | null;
}

/** The findings about the exemptions of a run, given all others. */
export function hygieneFindings(
  bundle: Bundle,
  findings: readonly ReportedFinding[],
  { now, sawEverything, placeOf }: HygieneFacts,
): readonly ReportedFinding[] {
  const used = new Set(findings.flatMap(({ exemption }) => exemption ?? []));
  return staleExemptions(bundle, used, now, sawEverything).map(({ exemption, finding }: StaleExemption) => ({
    ...finding,
    operation: 'AUDIT',
    object: { apiVersion: API_VERSION, kind: 'Exemption', namespace: '', name: exemption.name },
    location: placeOf('Exemption', exemption.name, finding.pointer),
  }));
}
