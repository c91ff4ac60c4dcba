// Drifts for people and for programs. Returns strings; what drifts is said by template/solve.ts.

import type { LocatedProblem } from '../../bundle/documents.ts';
import { lastToken, parentPointer, readPointer } from '../../change/pointer.ts';
import { isJsonObject, type Json } from '../../kube/object.ts';
import type { PatchOperation } from '../../policy/policy.ts';
import { type Paint, painter } from '../../reports/colour.ts';
import { visible, visibleJson } from '../../reports/visible.ts';
import type { Drift } from '../../template/template.ts';
import { type Place, placeIn, placeInTemplate, type SolvedSet, setName } from './sets.ts';
import { count } from './table.ts';

/** What a check found. */
export interface DriftReport {
  readonly version: string;
  readonly sets: readonly SolvedSet[];
  readonly problems: readonly LocatedProblem[];
  readonly files: number;
  readonly objects: number;
  /** Objects without a template. */
  readonly others: number;
}

const INDENT = '    ';

/** For people: each drift at its place, and a line that sums up. */
export function driftText(report: DriftReport, colour: boolean): string {
  const paint = painter(colour);
  const blocks = [
    ...report.sets.flatMap((set) => [
      ...inOrder(set).map((drift) => driftBlock(set, drift, paint)),
      ...set.solution.failures.map(
        ({ code, message }) =>
          `${paint('bold', visible(setName(set)))}  ${paint('red', 'error')}  ${visible(message)} [${code}]`,
      ),
      ...set.solution.unjudged.map((name) =>
        paint('dim', `not judged: the parameter ${name} of ${visible(setName(set))}, which the path of a file tells`),
      ),
    ]),
    ...report.problems.map(
      ({ code, message, location }) =>
        `${paint('bold', location ? print(location) : '')}  ${paint('red', 'error')}  ${visible(message)} [${code}]`,
    ),
  ];
  const summary = paint(isClean(report) ? 'green' : 'red', summaryOf(report));
  return `${[...blocks, summary].join('\n')}\n`;
}

function driftBlock(set: SolvedSet, drift: Drift, paint: Paint): string {
  const place = placeOf(set, drift);
  const { loaded } = set;
  const about = drift.object === '' ? setName(set) : `${setName(set)}, object ${drift.object}`;
  const related = drift.related && placeIn(set, drift.related.resource, drift.related.pointer);
  const fix = fixText(drift, set);
  const why = whyOf(set, drift);
  const lines = [
    `${paint('bold', place ? print(place) : visible(setName(set)))}  ${paint('red', drift.type)}  ${visible(drift.message)}`,
    paint('dim', `${INDENT}${visible(about)}, template at ${print(placeInTemplate(loaded, drift.templatePointer))}`),
    ...(why === undefined ? [] : [`${INDENT}why: ${visible(why)}`]),
    ...(related ? [`${INDENT}first at ${print(related)}`] : []),
    ...(drift.type === 'extra' ? [`${INDENT}may vary: ${Object.keys(parametersOf(set)).join(', ') || 'nothing'}`] : []),
    ...(fix === '' ? [] : [`${INDENT}${paint('cyan', 'fix:')} ${visible(fix)}`]),
  ];
  return lines.join('\n');
}

function parametersOf({ loaded }: SolvedSet): object {
  const { properties } = loaded.template.spec.parameters;
  return typeof properties === 'object' && properties !== null ? properties : {};
}

/** Drifts in the order of files and lines. */
function inOrder(set: SolvedSet): readonly Drift[] {
  const placed = set.solution.drifts.map((drift) => ({ drift, place: placeOf(set, drift) }));
  const file = (place: Place | undefined) => place?.file ?? '';
  placed.sort(({ place: a }, { place: b }) => {
    if (file(a) !== file(b)) return file(a) < file(b) ? -1 : 1;
    return (a?.line ?? 0) - (b?.line ?? 0) || (a?.column ?? 0) - (b?.column ?? 0);
  });
  return placed.map(({ drift }) => drift);
}

/** What the author of the template says of the place, or of the nearest part around it. */
function whyOf({ loaded }: SolvedSet, { why, templatePointer }: Drift): string | undefined {
  if (why !== undefined) return why;
  for (let at: string | undefined = templatePointer; at?.includes('/body'); at = parentPointer(at)) {
    const part = readPointer(loaded.document.text.value, at);
    if (isJsonObject(part) && typeof part['$why'] === 'string') return part['$why'];
  }
  return undefined;
}

/** Where a drift stands: of what is missing as a whole, at the first object of the set. */
export function placeOf(set: SolvedSet, { resource, pointer }: Drift): Place | undefined {
  return resource === undefined ? placeIn(set, 0, '') : placeIn(set, resource, pointer);
}

function fixText({ fix, type, object }: Drift, set: SolvedSet): string {
  if (fix.length > 0) return fix.map(stepText).join(', then ');
  if (type !== 'object-missing' || object === '') return '';
  return `\`sallyport template render ${set.loaded.template.name}\` shows the object \`${object}\``;
}

function stepText({ op, path, value }: PatchOperation): string {
  const name = lastToken(path) ?? '';
  if (op === 'remove') return `remove \`${path}\``;
  return `${op === 'add' ? `add \`${/^[0-9]+$|^-$/.test(name) ? path : name}\` as` : `set \`${path}\` to`} \`${short(value)}\``;
}

function short(value: Json | undefined): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value ?? null);
  return text.length > 120 ? `${text.slice(0, 119)}…` : text;
}

/** `file:line:column`. */
export function print({ file, line, column }: Place): string {
  return `${visible(file)}:${line}:${column}`;
}

/** For programs: one object, stable but for additions. */
export function driftJson(report: DriftReport): string {
  const { version, sets, problems } = report;
  const value = {
    sallyport: version,
    summary: { ...countsOf(report) },
    sets: sets.map((set) => ({
      ...headOf(set),
      files: [...new Set(set.members.map(({ file }) => file))],
      params: set.solution.params,
      unbound: set.solution.unbound,
    })),
    drifts: sets.flatMap((set) => inOrder(set).map((drift) => driftValue(set, drift))),
    errors: [
      ...problems,
      ...sets.flatMap((set) =>
        set.solution.failures.map(({ code, message }) => ({ ...headOf(set), code, message, location: null })),
      ),
    ],
    unjudged: sets.flatMap((set) => set.solution.unjudged.map((parameter) => ({ ...headOf(set), parameter }))),
  };
  return `${visibleJson(JSON.stringify(value, null, 2))}\n`;
}

/** What names a set. */
export function headOf({ loaded, namespace, name }: SolvedSet) {
  const { template } = loaded;
  return { template: template.name, version: template.spec.version, namespace: namespace ?? null, name };
}

function driftValue(set: SolvedSet, drift: Drift) {
  const { type, object, pointer, expected, actual, parameter, message, related, fix, resource } = drift;
  const member = resource === undefined ? undefined : set.members[resource];
  const { metadata } = (member?.object ?? {}) as { metadata?: { name?: string } };
  return {
    ...headOf(set),
    drift: {
      type,
      pointer,
      ...defined({ expected, actual, parameter }),
      message,
      ...defined({ why: whyOf(set, drift) }),
    },
    object: {
      id: object,
      ...(member && {
        apiVersion: member.object['apiVersion'],
        kind: member.object['kind'],
        namespace: member.namespace ?? null,
        name: metadata?.name ?? '',
      }),
    },
    location: placeOf(set, drift) ?? null,
    templateLocation: placeInTemplate(set.loaded, drift.templatePointer),
    related: (related && placeIn(set, related.resource, related.pointer)) ?? null,
    fix,
  };
}

function defined<T extends object>(value: T): Partial<T> {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as Partial<T>;
}

function countsOf({ sets, files, objects, others, problems }: DriftReport) {
  const drifts = sets.reduce((sum, { solution }) => sum + solution.drifts.length, 0);
  const failures = sets.reduce((sum, { solution }) => sum + solution.failures.length, 0);
  const conforming = sets.filter(({ solution }) => solution.drifts.length + solution.failures.length === 0).length;
  return {
    files,
    objects,
    withoutTemplate: others,
    sets: sets.length,
    conforming,
    drifts,
    errors: problems.length + failures,
  };
}

/** Whether nothing drifts and nothing failed. */
export function isClean(report: DriftReport): boolean {
  const { drifts, errors } = countsOf(report);
  return drifts === 0 && errors === 0;
}

function summaryOf(report: DriftReport): string {
  const { sets, conforming, drifts, errors, others } = { ...countsOf(report), others: report.others };
  const rest = others === 0 ? '' : `, ${count(others, 'object')} without a template`;
  const broken = errors === 0 ? '' : `, ${count(errors, 'error')}`;
  return `${count(sets, 'set')}, ${conforming} conforming, ${count(drifts, 'drift')}${broken}${rest}`;
}
