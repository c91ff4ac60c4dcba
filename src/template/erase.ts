// What the API server adds is no drift: the resource is mended as far as the template says, completed, and compared with what stands there.
import { joinPointer, parentPointer, parsePointer, readPointer } from '../change/pointer.ts';
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../kube/object.ts';
import { expectedOf, shown } from './drift.ts';
import { type Edit, edited } from './edited.ts';
import { boundTo, isSame } from './frame.ts';
import { withoutFilled } from './perhaps.ts';
import type { Ref } from './program.ts';
import { renderNode, zeroOf } from './render-node.ts';
import type { Resource } from './template.ts';
import { bind, goTo, type RawDrift, type Walk } from './walk.ts';

/** Drifts that completing may explain. */
const EXPLAINABLE: ReadonlySet<RawDrift['type']> = new Set([
  'extra',
  'missing',
  'value',
  'type',
  'conflict',
  'context',
]);

/** Takes the drifts out of the log, from `from` on, that only tell what the API server does to a conforming object. */
export function eraseCompletion(walk: Walk, resources: readonly Resource[], params: JsonObject, from: number): void {
  const { complete } = walk.context;
  const { drifts } = walk.log;
  if (!complete || drifts.length === from) return;
  let kept: readonly RawDrift[] = withoutFilled(drifts.splice(from), resources, complete, walk);
  for (const [index, { object }] of resources.entries()) {
    const mine = kept.filter((one) => one.resource === index && EXPLAINABLE.has(one.type) && !isExtraItem(one, object));
    if (mine.length === 0) continue;
    const settled = settle(mine, object, complete, walk, params);
    kept = kept.flatMap((one) => {
      const left = settled.get(one);
      if (!left) return [one];
      const id = walk.template.program.objects[one.object]?.spec.id ?? '';
      if (one.type === 'extra' && left.length === 0)
        walk.following.push({ object: id, resource: index, pointer: one.pointer });
      return left;
    });
  }
  drifts.push(...kept);
}

/** INVARIANT: the server fills in members, never items: an item too many stays in the list, and must not be compared with itself. */
function isExtraItem({ type, pointer }: RawDrift, object: JsonObject): boolean {
  return type === 'extra' && isJsonList(readPointer(object, parentPointer(pointer) ?? ''));
}

/** For each drift that is explained, wholly or in part, what is left of it. */
function settle(
  mine: readonly RawDrift[],
  object: JsonObject,
  complete: (object: JsonObject) => JsonObject,
  walk: Walk,
  params: JsonObject,
): ReadonlyMap<RawDrift, readonly RawDrift[]> {
  const settled = new Map<RawDrift, readonly RawDrift[]>();
  const mended = new Map<RawDrift, Json>();
  for (const one of mine) {
    const value =
      one.type === 'extra' ? undefined : (one.expected ?? expectedOf(one, walk, params) ?? zeroFor(one, walk, params));
    if (value !== undefined) mended.set(one, value);
  }
  const extras = mine.filter(({ type }) => type === 'extra').flatMap((one) => editOf(one, undefined));
  const missing = [...mended].filter(([{ type }]) => type === 'missing').flatMap(([one, value]) => editOf(one, value));
  const values = [...mended].filter(([{ type }]) => type !== 'missing').flatMap(([one, value]) => editOf(one, value));
  // What a wrong value makes the server add is told by that value alone.
  const worlds = [[...extras, ...missing, ...values], ...(values.length > 0 ? [[...extras, ...missing]] : [])];
  for (const [world, edits] of worlds.entries()) {
    const completed = complete(edited(object, edits));
    for (const one of mine) {
      if (settled.get(one)?.length === 0) continue;
      // INVARIANT: a value is compared with the mended resource alone, never with itself.
      const isValue = one.type !== 'extra' && one.type !== 'missing';
      if (isValue && (world > 0 || !mended.has(one))) continue;
      const there = readPointer(completed, one.pointer);
      if (one.type === 'missing') {
        if (there !== undefined || !mended.has(one) || one.pointer.endsWith('/-')) continue;
        bindZeroes(one, walk);
        settled.set(one, []);
      } else if (there !== undefined && one.actual !== undefined && isSame(there, one.actual, false))
        settled.set(one, []);
      else if (one.type === 'extra' && there !== undefined && one.actual !== undefined) {
        const left = differing(there, one.actual, one.pointer, one);
        const before = settled.get(one);
        if (!before || left.length < before.length) settled.set(one, left);
      }
    }
    if (mine.every((one) => settled.get(one)?.length === 0)) break;
  }
  settleConsequences(mine, object, complete, settled);
  return settled;
}

/** Of more that is superfluous each is told: who has as much to mend does not ask which follows from which. */
const MOST_CONSEQUENCES = 50;

/**
 * What the server adds because of something superfluous, wrong or missing is told by that alone: a Service of another type has fields
 * that nobody wrote.
 * INVARIANT: what was taken for a consequence is gone when the next one is asked, so that two that follow from each other never
 * both disappear.
 */
function settleConsequences(
  mine: readonly RawDrift[],
  object: JsonObject,
  complete: (object: JsonObject) => JsonObject,
  settled: Map<RawDrift, readonly RawDrift[]>,
): void {
  const left = mine
    .filter((one) => one.type === 'extra' && one.actual !== undefined && settled.get(one)?.length !== 0)
    .sort((a, b) => (a.pointer < b.pointer ? -1 : 1));
  if (left.length > MOST_CONSEQUENCES) return;
  let ground = object;
  for (const one of left) {
    const without = edited(ground, editOf(one, undefined));
    const again = without === ground ? undefined : readPointer(complete(without), one.pointer);
    if (again === undefined || !isSame(again, one.actual!, false)) continue;
    settled.set(one, []);
    ground = without;
  }
}

/** Of lists no item is taken out, so that pointers lead to the same thing before and after. */
function editOf({ pointer }: RawDrift, value: Json | undefined): readonly Edit[] {
  const tokens = parsePointer(pointer) ?? [];
  const last = tokens.at(-1) ?? '-';
  return last === '-' ? [] : [{ tokens, value }];
}

/** What a missing place is empty as, for the server leaves out what is empty. */
function zeroFor({ node, frame, type }: RawDrift, { context }: Walk, params: JsonObject): Json | undefined {
  if (!node || type !== 'missing') return undefined;
  return renderNode(node, frame, { params, context, problems: [], zero: true });
}

/** A parameter whose place is left out because it is empty has been told by that. */
function bindZeroes({ node, frame, object, resource, pointer }: RawDrift, walk: Walk): void {
  for (const ref of node?.refs ?? []) {
    const zero = boundTo(ref, frame) === undefined ? zeroOf(ref as Ref) : undefined;
    if (zero === undefined) continue;
    goTo(walk, { object, resource: resource ?? 0, tokens: parsePointer(pointer) ?? [] });
    bind(ref, zero, frame, walk);
  }
}

/** The parts of something superfluous that completing does not explain, each by itself. */
function differing(there: Json, actual: Json, pointer: string, raw: RawDrift): readonly RawDrift[] {
  if (isSame(there, actual, false)) return [];
  if (isJsonObject(there) && isJsonObject(actual)) {
    return Object.entries(actual).flatMap(([key, value]) => {
      const below = joinPointer(pointer, key);
      const inside = Object.hasOwn(there, key) ? there[key] : undefined;
      return inside === undefined ? [{ ...raw, pointer: below, actual: value }] : differing(inside, value, below, raw);
    });
  }
  if (isJsonList(there) && isJsonList(actual) && there.length === actual.length)
    return actual.flatMap((value, index) => differing(there[index] as Json, value, joinPointer(pointer, index), raw));
  const note = `is ${shown(actual)} and no part of the standard, which leaves it at ${shown(there)}`;
  return [{ ...raw, pointer, actual, note }];
}
