// A set with other parameters: what its objects become, so that all that the template leaves open stays as it is written. Writes no
// file; which text changes is edit-files.ts's.
import { withoutNulls } from '../../change/absent.ts';
import { mergeThree } from '../../change/merge.ts';
import { applyPatch, type PatchOperation, sameJson } from '../../change/patch.ts';
import type { Json, JsonObject } from '../../kube/object.ts';
import { parseQuantity } from '../../kube/quantity.ts';
import { assign } from '../../template/assign.ts';
import { render, renderAsFound } from '../../template/render.ts';
import { solve } from '../../template/solve.ts';
import type { Solution } from '../../template/template.ts';
import type { SolvedSet } from './sets.ts';

/** What becomes of a set. */
export interface ChangedSet {
  /** For each member its object as it is to be written; undefined for one that is to go. */
  readonly objects: readonly (JsonObject | undefined)[];
  /** Objects that come to the set. */
  readonly added: readonly JsonObject[];
  readonly params: JsonObject;
}

/** The changed set, or why it cannot be. */
export type Changed =
  | { readonly ok: true; readonly set: ChangedSet }
  | { readonly ok: false; readonly messages: readonly string[] };

/** Drifts that are mended one after the other, at most: each may bring another to light. */
const MOST_MENDED = 500;

/** The set with parameters replaced; with `mend`, what drifts is mended first as far as its fix is known. */
export function changeSet(set: SolvedSet, given: JsonObject, mend: boolean): Changed {
  const { loaded, members, context } = set;
  const { template } = loaded;
  const written = members.map(({ source }) => withoutNulls(source.object));
  const { objects, solution } = mend ? mended(set, written) : { objects: written, solution: set.solution };
  const params = { ...solution.params, ...given };
  const made = render(template, params, context);
  if (!made.ok) return { ok: false, messages: made.problems.map(({ message }) => message) };
  const base = new Map(renderAsFound(template, solution.params, context).map(({ id, object }) => [id, object]));
  const theirs = new Map(made.value.map(({ id, object }) => [id, object]));
  const ids = assign(
    template,
    objects.map((object) => ({ object: completed(set, object) })),
  ).map((one) => one?.spec.id);
  const next = objects.map((ours, index) => {
    const id = ids[index];
    const [before, after] = id === undefined ? [] : [base.get(id), theirs.get(id)];
    if (after === undefined) return id !== undefined && before !== undefined ? undefined : ours;
    // Nothing but given parameters differs between the two: where the object has a third value, the given one is meant.
    return mergeThree(before ?? after, ours, after, { isSame, prefer: 'theirs' }).value as JsonObject;
  });
  const added = made.value.filter(({ id }) => !ids.includes(id) && (mend || !base.has(id))).map(({ object }) => object);
  const changed: ChangedSet = { objects: next, added: added.map((object) => inNamespace(object, set)), params };
  const wrong = whatDrifts(set, changed, given);
  return wrong.length > 0 ? { ok: false, messages: wrong } : { ok: true, set: changed };
}

/** Texts that are one quantity are one value. A text for a number is another one, whatever it amounts to. */
function isSame(a: Json, b: Json): boolean {
  if (sameJson(a, b)) return true;
  if (typeof a !== 'string' || typeof b !== 'string') return false;
  const quantity = parseQuantity(a);
  return quantity !== undefined && quantity === parseQuantity(b);
}

function completed({ context }: SolvedSet, object: JsonObject): JsonObject {
  return context.complete?.(object) ?? object;
}

function solved(set: SolvedSet, objects: readonly JsonObject[]): Solution {
  return solve(
    set.loaded.template,
    objects.map((object) => ({ object: completed(set, object) })),
    set.context,
  );
}

/** An object that comes to a set whose objects name their namespace names it, too. */
function inNamespace(object: JsonObject, { members }: SolvedSet): JsonObject {
  const metadata = members[0]?.source.object['metadata'] as JsonObject | undefined;
  const namespace = metadata?.['namespace'];
  if (namespace === undefined) return object;
  const { name, ...rest } = (object['metadata'] ?? {}) as JsonObject;
  return { ...object, metadata: { ...(name !== undefined && { name }), namespace, ...rest } };
}

/** The objects with all fixes that are known, one after the other: a fix is about the objects as they are, not as they were. */
function mended(set: SolvedSet, written: readonly JsonObject[]) {
  let objects = written;
  let solution = solved(set, objects);
  for (let step = 0; step < MOST_MENDED; step++) {
    const next = solution.drifts
      .map(({ resource, fix }) =>
        resource === undefined || fix.length === 0 ? undefined : fixed(objects, resource, fix),
      )
      .find((one) => one !== undefined);
    if (next === undefined) break;
    const after = solved(set, next);
    // A fix that leads nowhere would be tried for ever.
    if (after.drifts.length >= solution.drifts.length && step > written.length * 100) break;
    objects = next;
    solution = after;
  }
  return { objects, solution };
}

/** The objects after a fix; undefined where it changes nothing that is written. */
function fixed(
  objects: readonly JsonObject[],
  resource: number,
  fix: readonly PatchOperation[],
): readonly JsonObject[] | undefined {
  const before = objects[resource]!;
  let after: Json = before;
  for (const operation of fix) {
    // What the API server would fill in is not written: there it has to be added.
    const tries = operation.op === 'replace' ? [operation, { ...operation, op: 'add' as const }] : [operation];
    const done = tries.map((one) => applyPatch(after, [one])).find((one) => one.ok);
    if (!done?.ok) return undefined;
    after = done.value;
  }
  return sameJson(before, after) ? undefined : objects.with(resource, after as JsonObject);
}

/** Why the changed set does not conform: its drifts, and given parameters that are not found again. */
function whatDrifts(set: SolvedSet, { objects, added }: ChangedSet, given: JsonObject): readonly string[] {
  const all = [...objects.filter((object) => object !== undefined), ...added];
  const { drifts, failures, params } = solved(set, all);
  const lost = Object.entries(given).filter(
    ([name, value]) => !Object.hasOwn(params, name) || !isSame(params[name]!, value),
  );
  return [
    ...drifts.map(({ type, message }) => `${type}: ${message}`),
    ...failures.map(({ message }) => message),
    ...(drifts.length === 0
      ? lost.map(
          ([name]) =>
            `the parameter \`${name}\` is not found again in the objects: its place is told by another parameter`,
        )
      : []),
  ];
}
