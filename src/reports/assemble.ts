// All that was judged -> one Report: findings sorted, everything counted. What is told of a single change is portion.ts.
import type { Gate } from '../change/change.ts';
import type { Finding } from '../engine/decision.ts';
import type { Bundle } from '../policy/bundle.ts';
import type { Portion } from './portion.ts';
import type {
  Location,
  PolicyOutline,
  Report,
  ReportedError,
  ReportedFinding,
  ReportedUnjudged,
  Summary,
} from './report.ts';

/** What a run has to report. */
export interface Run {
  readonly version: string;
  readonly gate: Gate;
  readonly kubernetes: string;
  /** Undefined when the policies could not be loaded: nothing was judged, and `errors` say why. */
  readonly bundle: Bundle | undefined;
  /** What was judged. */
  readonly portion: Portion;
  /** Findings about the run itself, e.g. of `exemption-hygiene`. */
  readonly findings: readonly ReportedFinding[];
  /** What could not be read. */
  readonly errors: readonly ReportedError[];
  readonly files: number;
  readonly ignored: number;
}

/** Makes the report of a run. */
export function assembleReport(run: Run): Report {
  const findings = [...run.findings, ...run.portion.findings].sort(
    (a, b) =>
      byPlace(a, b) ||
      compare(a.policy, b.policy) ||
      compare(a.rule, b.rule) ||
      compare(a.pointer, b.pointer) ||
      compare(a.message, b.message),
  );
  const errors = [...run.errors, ...run.portion.errors].sort(
    (a, b) => byPlace(a, b) || compare(a.policy ?? '', b.policy ?? '') || compare(a.message, b.message),
  );
  const { unjudged } = run.portion;
  return {
    version: run.version,
    bundle: run.bundle?.digest ?? '',
    gate: run.gate,
    kubernetes: run.kubernetes,
    summary: summarize(run, findings, errors, unjudged),
    findings,
    errors,
    unjudged,
    policies: outlines(run.bundle, findings),
  };
}

/** The exit code of a report: 2 when something could not be judged, else 1 when something is refused, else 0. */
export function exitCodeOf({ summary, errors }: Report, failOn: 'deny' | 'warn'): 0 | 1 | 2 {
  if (errors.some(({ enforcement }) => enforcement === 'deny')) return 2;
  if (summary.denied > 0) return 1;
  const warned = summary.warned > 0 || errors.length > 0;
  return failOn === 'warn' && warned ? 1 : 0;
}

function summarize(
  run: Run,
  findings: readonly ReportedFinding[],
  errors: readonly ReportedError[],
  unjudged: readonly ReportedUnjudged[],
): Summary {
  const count = (enforcement: Finding['enforcement']) =>
    findings.filter((one) => one.exemption === undefined && one.enforcement === enforcement).length;
  return {
    files: run.files,
    objects: run.portion.objects,
    denied: count('deny'),
    warned: count('warn'),
    audited: count('audit'),
    exempted: findings.filter(({ exemption }) => exemption !== undefined).length,
    errors: errors.length,
    unjudged: unjudged.length,
    ignored: run.ignored,
  };
}

/** Reserved: no document states this policy, every run that knows exemptions has it. */
const EXEMPTION_HYGIENE: Omit<PolicyOutline, 'name'> = {
  title: 'Exemptions are in use and in date',
  why: 'an exemption that nobody needs any more hides the next violation',
  remediation: 'delete the exemption, or renew it with its owner',
  category: 'governance',
  severity: 'low',
  references: [],
};

function outlines(bundle: Bundle | undefined, findings: readonly ReportedFinding[]): readonly PolicyOutline[] {
  const names = [...new Set(findings.map(({ policy }) => policy))].sort();
  return names.flatMap((name): PolicyOutline[] => {
    const spec = bundle?.policies.get(name)?.spec;
    if (!spec) return name === 'exemption-hygiene' ? [{ name, ...EXEMPTION_HYGIENE }] : [];
    const { title, why, remediation, category, severity, references = [] } = spec;
    return [{ name, title, why, remediation, category, severity, references }];
  });
}

interface Placed {
  readonly location: Location | null;
}

function byPlace({ location: a }: Placed, { location: b }: Placed): number {
  if (!a || !b) return Number(a !== null) - Number(b !== null);
  return compare(a.file, b.file) || a.line - b.line || a.column - b.column;
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
