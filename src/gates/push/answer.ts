// The decisions on one updated ref -> a report and whether the push is refused. Renders and prints nothing.
import type { Bundle } from '../../policy/bundle.ts';
import { assembleReport, exitCodeOf } from '../../reports/assemble.ts';
import { type HygieneFacts, hygieneFindings } from '../../reports/hygiene.ts';
import type { Portion } from '../../reports/portion.ts';
import type { Report, ReportedError } from '../../reports/report.ts';

/** What the push gate has found about one ref. */
export interface PushOutcome {
  readonly ref: string;
  readonly version: string;
  readonly kubernetes: string;
  readonly bundle: Bundle | undefined;
  readonly portion: Portion;
  readonly errors: readonly ReportedError[];
  readonly files: number;
  readonly ignored: number;
  readonly failOn: 'deny' | 'warn';
  readonly hygiene: HygieneFacts;
}

/** The answer for one ref: refused unless the code is 0. */
export interface PushAnswer {
  readonly ref: string;
  readonly report: Report;
  readonly exitCode: 0 | 1 | 2;
}

/** The answer of the push gate for one ref. */
export function answer(outcome: PushOutcome): PushAnswer {
  const { ref, bundle, portion } = outcome;
  const report = assembleReport({
    ...outcome,
    gate: 'push',
    findings: bundle ? hygieneFindings(bundle, portion.findings, outcome.hygiene) : [],
  });
  return { ref, report, exitCode: exitCodeOf(report, outcome.failOn) };
}
