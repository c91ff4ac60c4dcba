// Blocks that need not be there: what stands at such a place may be the API server's own default, and not the block at all.
import { joinPointer, parsePointer, readPointer } from '../change/pointer.ts';
import type { Json, JsonObject } from '../kube/object.ts';
import { edited } from './edited.ts';
import { isSame } from './frame.ts';
import type { Resource } from './template.ts';
import {
  attempt,
  commit,
  driftsIn,
  goTo,
  type Log,
  type Outcome,
  type Perhaps,
  type RawDrift,
  spotOf,
  type Walk,
} from './walk.ts';

/**
 * Walks a member that may be absent. If it does not conform, its drifts remember that the server may have filled the place in.
 */
export function walkPerhaps(walk: Walk, run: () => void, absent: () => void): void {
  const outcome = attempt(walk, run);
  if (driftsIn(outcome) === 0) {
    commit(walk, outcome);
    return;
  }
  const spot = spotOf(walk);
  const told = (outcome.at(-1) ?? []) as Log['trail'];
  const perhaps: Perhaps = {
    pointer: joinPointer('', ...walk.tokens),
    told,
    absent: () => {
      goTo(walk, spot);
      absent();
    },
  };
  const [drifts = [], ...rest] = outcome;
  const marked = (drifts as readonly RawDrift[]).map((one) => ({ ...one, perhaps: one.perhaps ?? perhaps }));
  commit(walk, [marked, ...rest] as Outcome);
}

/** The drifts without those of blocks whose place the server fills in just so where the block is absent. */
export function withoutFilled(
  drifts: readonly RawDrift[],
  resources: readonly Resource[],
  complete: (object: JsonObject) => JsonObject,
  walk: Walk,
): readonly RawDrift[] {
  const blocks = new Map<Perhaps, number>();
  for (const { perhaps, resource } of drifts) if (perhaps && resource !== undefined) blocks.set(perhaps, resource);
  const filled = new Set<Perhaps>();
  for (const [perhaps, resource] of blocks) {
    const object = resources[resource]?.object;
    if (!object || !isFilled(perhaps, object, complete)) continue;
    const values = perhaps.told.map(({ frame, slot }) => frame.values[slot]);
    for (const { frame, slot } of perhaps.told) frame.values[slot] = undefined;
    const outcome = attempt(walk, perhaps.absent);
    // Where the block has to be there, what stands there is the block, with what the server added to it.
    if (driftsIn(outcome) > 0) {
      for (const [index, { frame, slot }] of perhaps.told.entries()) frame.values[slot] = values[index];
      continue;
    }
    commit(walk, outcome);
    filled.add(perhaps);
  }
  return filled.size === 0 ? drifts : drifts.filter(({ perhaps }) => !perhaps || !filled.has(perhaps));
}

function isFilled({ pointer }: Perhaps, object: JsonObject, complete: (object: JsonObject) => JsonObject): boolean {
  const there = readPointer(object, pointer) as Json;
  const completed = readPointer(
    complete(edited(object, [{ tokens: parsePointer(pointer) ?? [], value: undefined }])),
    pointer,
  );
  return completed !== undefined && isSame(completed, there, false);
}
