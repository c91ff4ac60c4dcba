// Which step of the version a changed template needs, proved on a corpus: patch, where everything that conformed still does and is
// rendered the same; minor, where it still conforms; major, where something stops conforming.
import type { JsonObject } from '../../kube/object.ts';
import { isJsonObject } from '../../kube/object.ts';
import { TEMPLATE_LABEL } from '../choose.ts';
import { valueKey } from '../infer/column.ts';
import { render } from '../render.ts';
import { solve } from '../solve.ts';
import type { CompiledTemplate, Drift, TemplateContext } from '../template.ts';
import { conforms, generateCorpus, type Specimen } from './corpus.ts';

/** Steps of a version, the smallest first. */
const STEPS = ['patch', 'minor', 'major'] as const;

/** One of `STEPS`. */
export type Step = (typeof STEPS)[number];

/** Why a step is needed: a set of objects, and what becomes of it. */
export interface Counterexample {
  readonly step: Step;
  readonly specimen: Specimen;
  /** For a major step: what drifts from the new version. */
  readonly drifts: readonly Drift[];
  /** One sentence. */
  readonly message: string;
}

/** What was found. */
export interface Compatibility {
  /** The smallest step that keeps the promise; undefined where the two say the same. */
  readonly needed: Step | undefined;
  /** The step from the old version to the new one; undefined where the new one is not later. */
  readonly declared: Step | undefined;
  /** Whether the new version says a step that is large enough, or the same where nothing has changed. */
  readonly isEnough: boolean;
  /** The first of each kind. */
  readonly counterexamples: readonly Counterexample[];
  /** The sets that were held against the new version, and those that were given and do not conform to the old one. */
  readonly corpus: readonly Specimen[];
  readonly skipped: readonly Specimen[];
  /** Parameters that the new version has and the old one lacks, and the other way round. */
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

/** Holds the new version against all that conforms to the old one: what is generated, and what is given. */
export function compare(
  old: CompiledTemplate,
  fresh: CompiledTemplate,
  given: readonly Specimen[],
  context: TemplateContext = {},
): Compatibility {
  const usable = given.filter((one) => conforms(old, one.objects, one.context));
  const skipped = given.filter((one) => !usable.includes(one));
  const corpus = [...usable, ...generateCorpus(old, context)];
  const found = new Map<Step, Counterexample>();
  for (const specimen of corpus) {
    const one = judge(old, fresh, specimen);
    if (one && !found.has(one.step)) found.set(one.step, one);
  }
  const [added, removed] = [lacking(fresh, old), lacking(old, fresh)];
  const counterexamples = STEPS.flatMap((step) => found.get(step) ?? []).reverse();
  // Whatever may be set now and could not be set before is more than a correction.
  const least: Step = added.length > 0 || removed.length > 0 ? 'minor' : 'patch';
  const worst = counterexamples[0]?.step ?? 'patch';
  const changed = STEPS.indexOf(worst) > STEPS.indexOf(least) ? worst : least;
  const needed = isSameSpec(old, fresh) ? undefined : changed;
  const declared = declaredStep(old, fresh);
  const isLarge = declared !== undefined && STEPS.indexOf(declared) >= STEPS.indexOf(needed ?? 'patch');
  const isEnough = isLarge || (needed === undefined && old.spec.version === fresh.spec.version);
  return { needed, declared, isEnough, counterexamples, corpus, skipped, added, removed };
}

/** Whether nothing but the version differs. */
function isSameSpec({ spec: old }: CompiledTemplate, { spec: fresh }: CompiledTemplate): boolean {
  const of = (spec: CompiledTemplate['spec']) => valueKey({ ...spec, version: '' } as unknown as JsonObject);
  return of(old) === of(fresh);
}

function judge(old: CompiledTemplate, fresh: CompiledTemplate, specimen: Specimen): Counterexample | undefined {
  const ids = new Set(fresh.spec.objects.map(({ id }) => id));
  const objects = specimen.objects.map(({ id, object }) => ({
    ...(id !== undefined && ids.has(id) && { id }),
    object: relabelled(object, old, fresh),
  }));
  const { drifts, failures, params } = solve(fresh, objects, specimen.context);
  const [first] = drifts;
  if (first) return { step: 'major', specimen, drifts, message: first.message };
  if (failures[0]) return { step: 'major', specimen, drifts, message: failures[0].message };
  const before = renderedBy(old, specimen.params ?? solve(old, specimen.objects, specimen.context).params, specimen);
  const after = renderedBy(fresh, specimen.params ?? params, specimen);
  if (before === undefined) return undefined;
  if (after === undefined)
    return { step: 'minor', specimen, drifts, message: 'the same parameters are no longer taken' };
  const same = valueKey(before.map((object) => relabelled(object, old, fresh))) === valueKey(after);
  return same ? undefined : { step: 'minor', specimen, drifts, message: 'the same parameters are rendered otherwise' };
}

function renderedBy(
  template: CompiledTemplate,
  params: JsonObject,
  { context }: Specimen,
): readonly JsonObject[] | undefined {
  const made = render(template, params, context);
  return made.ok ? made.value.map(({ object }) => object) : undefined;
}

/** The label with the major is the version's own affair: it is read as that of the new one. */
export function relabelled(object: JsonObject, from: CompiledTemplate, to: CompiledTemplate): JsonObject {
  const { metadata } = object;
  const labels = isJsonObject(metadata) ? metadata['labels'] : undefined;
  if (!isJsonObject(metadata) || !isJsonObject(labels)) return object;
  if (labels[TEMPLATE_LABEL] !== `${from.name}.v${from.major}`) return object;
  const label = { [TEMPLATE_LABEL]: `${to.name}.v${to.major}` };
  return { ...object, metadata: { ...metadata, labels: { ...labels, ...label } } };
}

const lacking = (whole: CompiledTemplate, part: CompiledTemplate) =>
  whole.program.names.filter((name) => !part.program.names.includes(name));

function declaredStep({ spec: old }: CompiledTemplate, { spec: fresh }: CompiledTemplate): Step | undefined {
  const [before, after] = [old.version, fresh.version].map((version) => version.split('.').map(Number));
  const place = [0, 1, 2].find((index) => before?.[index] !== after?.[index]);
  if (place === undefined || (after?.[place] ?? 0) < (before?.[place] ?? 0)) return undefined;
  return place === 0 ? 'major' : place === 1 ? 'minor' : 'patch';
}

/** The version that follows by a step. */
export function nextVersion(version: string, step: Step): string {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
  if (step === 'major') return `${major + 1}.0.0`;
  return step === 'minor' ? `${major}.${minor + 1}.0` : `${major}.${minor}.${patch + 1}`;
}
