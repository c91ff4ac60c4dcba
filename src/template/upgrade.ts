// A set of objects brought from one version of a template to another: its parameters are found under the old one, mapped, and rendered by
// the new one; what the set has beyond the old version is kept. Two wills at one place are a conflict, and then nothing is done.
import { type MergeConflict, type Merged, mergeThree } from '../change/merge.ts';
import { applyPatch, type PatchOperation } from '../change/patch.ts';
import { readPointer } from '../change/pointer.ts';
import { gvkOf, isNamespaced } from '../kube/gvk.ts';
import { isJsonObject, type Json, type JsonObject, metadataOf } from '../kube/object.ts';
import { quoted } from '../kube/quoted.ts';
import type { DocumentProblem, ExpressionCompiler } from '../policy/rule-type.ts';
import { assign } from './assign.ts';
import { isSame } from './frame.ts';
import { render, renderAsFound } from './render.ts';
import { solve } from './solve.ts';
import type { CompiledTemplate, Drift, RenderedObject, Resource, TemplateContext } from './template.ts';

/** An object of the set: as it was, as it becomes. */
export interface UpgradedObject {
  readonly id: string;
  /** Which of the given resources; undefined for an object that is new. */
  readonly resource: number | undefined;
  /** Undefined for an object that the new version no longer has. */
  readonly object: JsonObject | undefined;
}

/** A place at which the set and the new version differ from the old one in different ways. */
export interface UpgradeConflict extends MergeConflict {
  readonly id: string;
  readonly resource: number;
}

/** What became of the set. */
export type Upgrade =
  | { readonly ok: false; readonly problems: readonly DocumentProblem[] }
  | { readonly ok: false; readonly conflicts: readonly UpgradeConflict[] }
  | {
      readonly ok: true;
      readonly params: JsonObject;
      readonly objects: readonly UpgradedObject[];
      /** Departures from the old version that were kept, and still are departures from the new one. */
      readonly drifts: readonly Drift[];
      /** What the author of the new version wants people to know. */
      readonly notes: readonly string[];
    };

/**
 * Brings a set to the new version. Resources are as they are written; `context.complete` says what the server makes of them, so that
 * a default that was left out counts as it stands.
 */
export function upgrade(
  old: CompiledTemplate,
  fresh: CompiledTemplate,
  resources: readonly Resource[],
  context: TemplateContext,
  expressions: ExpressionCompiler,
): Upgrade {
  const { complete = (object) => object } = context;
  const done = resources.map((one) => ({ ...one, object: complete(one.object) }));
  const solution = solve(old, done, context);
  const unknown = [...old.program.required].filter((name) => !Object.hasOwn(solution.params, name));
  if (unknown.length > 0) return refused('parameter-unbound', unboundMessage(unknown));
  const mapped = mapParameters(old, fresh, solution.params, expressions);
  if (!mapped.ok) return mapped;
  const base = renderAsFound(old, solution.params, context);
  const wanted = render(fresh, mapped.params, context);
  if (!wanted.ok) return { ok: false, problems: wanted.problems };
  const conflicts: UpgradeConflict[] = [];
  const objects: UpgradedObject[] = [];
  const of = (made: readonly RenderedObject[], id: string) => made.find((one) => one.id === id)?.object;
  for (const [resource, program] of assign(old, done).entries()) {
    if (!program) continue;
    const { id } = program.spec;
    const [before, after] = [of(base, id) ?? {}, of(wanted.value, id)];
    if (after === undefined) {
      objects.push({ id, resource, object: undefined });
      continue;
    }
    const merged = mergeObject(before, resources[resource]!.object, after, done[resource]!.object);
    conflicts.push(...merged.conflicts.map((one) => ({ ...one, id, resource })));
    objects.push({ id, resource, object: merged.value as JsonObject });
  }
  if (conflicts.length > 0) return { ok: false, conflicts };
  for (const { id, object } of wanted.value) {
    if (of(base, id) || objects.some((one) => one.id === id)) continue;
    objects.push({ id, resource: undefined, object: beside(object, resources) });
  }
  const kept = objects.flatMap(({ id, object }) => (object ? [{ id, object: complete(object) }] : []));
  const { drifts } = solve(fresh, kept, context);
  return { ok: true, params: mapped.params, objects, drifts, notes: mapped.notes };
}

/** Merges one object. What was left out and is a default of the server's is as if it had been written. */
function mergeObject(base: JsonObject, ours: JsonObject, theirs: JsonObject, done: JsonObject): Merged {
  const merged = mergeThree(base, ours, theirs, { isSame: isSameValue });
  const implied = merged.conflicts.filter(
    (one) => one.ours === undefined && one.base !== undefined && sameAt(done, one.pointer, one.base),
  );
  const operations = implied.flatMap(({ pointer, theirs: value }): PatchOperation[] =>
    value === undefined ? [] : [{ op: 'add', path: pointer, value }],
  );
  const filled = applyPatch(merged.value, operations);
  if (!filled.ok) return merged;
  return { value: filled.value, conflicts: merged.conflicts.filter((one) => !implied.includes(one)) };
}

function sameAt(object: JsonObject, pointer: string, value: Json): boolean {
  const found = readPointer(object, pointer);
  return found !== undefined && isSame(found, value, true);
}

/** Whether two scalars are one value: quantities with a unit by what they amount to, all else by what is written. */
function isSameValue(a: Json, b: Json): boolean {
  const hasUnit = [a, b].some((one) => typeof one === 'string' && /[0-9][A-Za-z]{1,2}$/.test(one));
  return isSame(a, b, hasUnit);
}

/** A new object lives where those of its set do, if the template leaves that open. */
function beside(object: JsonObject, resources: readonly Resource[]): JsonObject {
  const namespaces = new Set(resources.map((one) => metadataOf(one.object).namespace));
  const [namespace] = namespaces;
  const { metadata } = object;
  if (namespaces.size !== 1 || namespace === undefined || !isJsonObject(metadata)) return object;
  if (metadata['namespace'] !== undefined || isNamespaced(gvkOf(object)) === false) return object;
  const { name, ...rest } = metadata;
  return { ...object, metadata: { ...(name !== undefined && { name }), namespace, ...rest } };
}

const nameOf = ({ name, spec }: CompiledTemplate) => quoted(`${name}@${spec.version}`);

function unboundMessage(unknown: readonly string[]): string {
  const names = unknown.map((name) => quoted(name)).join(', ');
  return `the objects do not tell the ${unknown.length === 1 ? 'parameter' : 'parameters'} ${names}: mend what drifts first`;
}

function refused(code: string, message: string) {
  return { ok: false, problems: [{ code, message, pointer: '' }] } as const;
}

type Mapped =
  | { readonly ok: true; readonly params: JsonObject; readonly notes: readonly string[] }
  | { readonly ok: false; readonly problems: readonly DocumentProblem[] };

/** Old parameters as new ones: by the step of `upgrade` for the old major; within a major, or without a step, as they are. */
export function mapParameters(
  old: CompiledTemplate,
  fresh: CompiledTemplate,
  params: JsonObject,
  expressions: ExpressionCompiler,
): Mapped {
  const index = (fresh.spec.upgrade ?? []).findIndex(({ from }) => from === `${old.major}.x`);
  const step = fresh.spec.upgrade?.[index];
  if (step === undefined) {
    const unknown = Object.keys(params).filter((name) => !fresh.program.names.includes(name));
    if (unknown.length === 0) return { ok: true, params, notes: [] };
    const names = unknown.map((name) => quoted(name)).join(', ');
    const hint = `the author of ${nameOf(fresh)} says how with \`upgrade: [{from: ${old.major}.x, params: …}]\``;
    return refused('upgrade-missing', `${nameOf(fresh)} has no ${names} and no step from ${old.major}.x; ${hint}`);
  }
  const pointer = `/spec/upgrade/${index}/params`;
  const compiled = expressions(step.params, pointer, false);
  if (!compiled.ok) return { ok: false, problems: compiled.problems };
  const result = compiled.value.evaluate({ params });
  if (!result.ok)
    return refusedAt(pointer, result.error.code, `the step from ${step.from} fails: ${result.error.message}`);
  const value = result.value as Json | undefined;
  if (!isJsonObject(value))
    return refusedAt(pointer, 'upgrade-shape', `the step from ${step.from} yields no map of parameters`);
  return { ok: true, params: { ...value }, notes: step.note === undefined ? [] : [step.note] };
}

function refusedAt(pointer: string, code: string, message: string) {
  return { ok: false, problems: [{ code, message, pointer }] } as const;
}
