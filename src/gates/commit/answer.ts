// The decisions of a run -> a report and an exit code. Renders and prints nothing.
import type { Bundle } from '../../policy/bundle.ts';
import { assembleReport, exitCodeOf } from '../../reports/assemble.ts';
import { type HygieneFacts, hygieneFindings } from '../../reports/hygiene.ts';
import type { Portion } from '../../reports/portion.ts';
import type { Report, ReportedError } from '../../reports/report.ts';

/** What a run of the commit gate has found. */
export interface CommitOutcome {
  readonly version: string;
  readonly kubernetes: string;
  readonly bundle: Bundle | undefined;
  readonly portion: Portion;
  /** What could not be read. */
  readonly errors: readonly ReportedError[];
  readonly files: number;
  readonly ignored: number;
  readonly failOn: 'deny' | 'warn';
  /** Fewer objects than this are an error: a check that lost its input must not pass. */
  readonly minObjects: number;
  readonly hygiene: HygieneFacts;
}

/** A report with its exit code. */
export interface CommitAnswer {
  readonly report: Report;
  readonly exitCode: 0 | 1 | 2;
}

/** The answer of the commit gate. */
export function answer(outcome: CommitOutcome): CommitAnswer {
  const { bundle, portion, minObjects } = outcome;
  const tooFew: readonly ReportedError[] =
    bundle && portion.objects < minObjects
      ? [
          {
            code: 'too-few-objects',
            message: `found ${portion.objects} objects to judge, fewer than the ${minObjects} of \`--min-objects\`; correct the paths or the number`,
            enforcement: 'deny',
            location: null,
          },
        ]
      : [];
  const report = assembleReport({
    ...outcome,
    gate: 'commit',
    findings: bundle ? hygieneFindings(bundle, portion.findings, outcome.hygiene) : [],
    errors: [...outcome.errors, ...tooFew],
  });
  return { report, exitCode: exitCodeOf(report, outcome.failOn) };
}
