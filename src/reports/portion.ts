// Judged changes as reports tell of them: findings and errors at their places, rules that could not be judged folded, objects counted.
// A run may judge in portions, on several threads: this is what remains of each. Sorts nothing and sums up nothing.
import type { Change } from '../change/change.ts';
import type { Decision } from '../engine/decision.ts';
import { printApiVersion } from '../kube/gvk.ts';
import { type Locatable, locate } from '../manifest/position.ts';
import type { Location, ReportedError, ReportedFinding, ReportedObject, ReportedUnjudged } from './report.ts';

/** One judged change; `source` tells where its object stands in a file. */
export interface Judgement {
  readonly change: Change;
  readonly decision: Decision;
  readonly source?: { readonly file: string; readonly document: Locatable };
}

/** What a report needs of some judged changes: plain data, which threads can hand over. */
export interface Portion {
  readonly objects: number;
  readonly findings: readonly ReportedFinding[];
  readonly errors: readonly ReportedError[];
  readonly unjudged: readonly ReportedUnjudged[];
}

/** The portion that judgements make. */
export function portionOf(judgements: readonly Judgement[]): Portion {
  return {
    objects: judgements.length,
    findings: judgements.flatMap(findingsOf),
    errors: judgements.flatMap(errorsOf),
    unjudged: fold(judgements.flatMap(({ decision }) => decision.unjudged.map((one) => ({ ...one, count: 1 })))),
  };
}

/** Several portions as one, in their order. */
export function joinPortions(portions: readonly Portion[]): Portion {
  return {
    objects: portions.reduce((sum, { objects }) => sum + objects, 0),
    findings: portions.flatMap(({ findings }) => findings),
    errors: portions.flatMap(({ errors }) => errors),
    unjudged: fold(portions.flatMap(({ unjudged }) => unjudged)),
  };
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
  if (decision.errors.length === 0) return [];
  return decision.errors.map((error) => ({ ...error, object: reportedObject(change), location: place(source, '') }));
}

function place(source: Judgement['source'], pointer: string): Location | null {
  return source ? { file: source.file, ...locate(source.document, pointer) } : null;
}

/** One line a rule, with the number of objects it would have judged. */
function fold(all: readonly ReportedUnjudged[]): readonly ReportedUnjudged[] {
  const folded = new Map<string, ReportedUnjudged>();
  for (const one of all) {
    const key = JSON.stringify([one.policy, one.rule, one.reason]);
    folded.set(key, { ...one, count: (folded.get(key)?.count ?? 0) + one.count });
  }
  return [...folded.values()].sort((a, b) => compare(a.policy, b.policy) || compare(a.rule, b.rule));
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
