// Decisions with their sources -> one Report: places found, findings sorted, unjudged rules folded, everything counted.
import type { Change, Gate } from '../change/change.ts';
import type { Decision, Finding } from '../engine/decision.ts';
import { printApiVersion } from '../kube/gvk.ts';
import { type Locatable, locate } from '../manifest/position.ts';
import type { Bundle } from '../policy/bundle.ts';
import type {
  Location,
  PolicyOutline,
  Report,
  ReportedError,
  ReportedFinding,
  ReportedObject,
  ReportedUnjudged,
  Summary,
} from './report.ts';

/** One judged change; `source` tells where its object stands in a file. */
export interface Judgement {
  readonly change: Change;
  readonly decision: Decision;
  readonly source?: { readonly file: string; readonly document: Locatable };
}

/** What a run has to report. */
export interface Run {
  readonly version: string;
  readonly gate: Gate;
  readonly kubernetes: string;
  /** Undefined when the policies could not be loaded: nothing was judged, and `errors` say why. */
  readonly bundle: Bundle | undefined;
  readonly judgements: readonly Judgement[];
  /** Findings about the run itself, e.g. of `exemption-hygiene`. */
  readonly findings: readonly ReportedFinding[];
  /** What could not be read. */
  readonly errors: readonly ReportedError[];
  readonly files: number;
  readonly ignored: number;
}

/** Makes the report of a run. */
export function assembleReport(run: Run): Report {
  const findings = [...run.findings, ...run.judgements.flatMap(findingsOf)].sort(
    (a, b) =>
      byPlace(a, b) ||
      compare(a.policy, b.policy) ||
      compare(a.rule, b.rule) ||
      compare(a.pointer, b.pointer) ||
      compare(a.message, b.message),
  );
  const errors = [...run.errors, ...run.judgements.flatMap(errorsOf)].sort(
    (a, b) => byPlace(a, b) || compare(a.policy ?? '', b.policy ?? '') || compare(a.message, b.message),
  );
  const unjudged = fold(run.judgements);
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

/** The object of a change as reports name it. */
export function reportedObject({ gvk, namespace, name, object, oldObject }: Change): ReportedObject {
  const written = (object ?? oldObject)?.['metadata'];
  const generated =
    name === '' && typeof written === 'object' && written !== null && 'generateName' in written
      ? written.generateName
      : undefined;
  return {
    apiVersion: printApiVersion(gvk),
    kind: gvk.kind,
    namespace: namespace ?? null,
    name: typeof generated === 'string' ? generated : name,
  };
}

function findingsOf({ change, decision, source }: Judgement): readonly ReportedFinding[] {
  if (decision.findings.length === 0) return [];
  const object = reportedObject(change);
  return decision.findings.map((finding) => ({
    ...finding,
    operation: change.operation,
    object,
    location: place(source, finding.pointer),
  }));
}

function errorsOf({ change, decision, source }: Judgement): readonly ReportedError[] {
  return decision.errors.map((error) => ({ ...error, object: reportedObject(change), location: place(source, '') }));
}

function place(source: Judgement['source'], pointer: string): Location | null {
  return source ? { file: source.file, ...locate(source.document, pointer) } : null;
}

/** One line a rule, with the number of objects it would have judged. */
function fold(judgements: readonly Judgement[]): readonly ReportedUnjudged[] {
  const folded = new Map<string, ReportedUnjudged>();
  for (const { decision } of judgements) {
    for (const { policy, rule, reason } of decision.unjudged) {
      const key = JSON.stringify([policy, rule, reason]);
      folded.set(key, { policy, rule, reason, count: (folded.get(key)?.count ?? 0) + 1 });
    }
  }
  return [...folded.values()].sort((a, b) => compare(a.policy, b.policy) || compare(a.rule, b.rule));
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
    objects: run.judgements.length,
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
