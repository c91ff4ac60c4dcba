// Values of slots while a template is rendered or solved: one frame for the parameters, one for each item of an `each`.
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../kube/object.ts';
import { parseQuantity } from '../kube/quantity.ts';
import type { Condition, Ref, Scope, Slot } from './program.ts';

/** The items of a listed parameter while they are still being solved. */
export class Items {
  readonly frames: readonly Frame[];
  /** Whether their order is the parameter's; else any order is as good. */
  readonly listed: boolean;
  constructor(frames: readonly Frame[], listed: boolean) {
    this.frames = frames;
    this.listed = listed;
  }
}

/** What a slot may hold. */
export type Value = Json | Items | undefined;

/** The values of one scope. */
export interface Frame {
  readonly scope: Scope;
  readonly parent: Frame | undefined;
  readonly values: Value[];
}

/** A frame without values. */
export function makeFrame(scope: Scope, parent?: Frame): Frame {
  return { scope, parent, values: [] };
}

/** The frame in which a name lives. */
export function frameOf({ up }: Ref, frame: Frame): Frame {
  let at = frame;
  for (let left = up; left > 0 && at.parent; left -= 1) at = at.parent;
  return at;
}

/** The value of a name; undefined while it is not known. */
export function boundTo(ref: Ref, frame: Frame): Value {
  return frameOf(ref, frame).values[ref.slot.index];
}

/** Whether a condition holds; undefined while its parameter is not known. */
export function holds({ ref, value }: Condition, frame: Frame): boolean | undefined {
  const known = boundTo(ref, frame);
  return known === undefined ? undefined : isSame(toJson(known), value, false);
}

/** A frame whose slots are read from a value. */
export function frameFrom(scope: Scope, value: Json, parent?: Frame): Frame {
  const frame = makeFrame(scope, parent);
  for (const slot of scope.slots) frame.values[slot.index] = readPath(value, slot.path);
  return frame;
}

function readPath(value: Json, path: readonly string[]): Json | undefined {
  let at: Json | undefined = value;
  for (const token of path) at = isJsonObject(at) && Object.hasOwn(at, token) ? at[token] : undefined;
  return at;
}

/** A value as plain JSON. */
export function toJson(value: Json | Items): Json {
  return value instanceof Items ? value.frames.map(assemble) : value;
}

/** What the slots of a frame make together. */
export function assemble(frame: Frame): Json {
  const made: Record<string, Json> = {};
  for (const slot of frame.scope.slots) {
    const value = frame.values[slot.index];
    if (value === undefined) continue;
    const [name] = slot.path;
    if (name === undefined) return toJson(value);
    if (slot.path.length === 1) made[name] = toJson(value);
    else place(made, slot, toJson(value));
  }
  return made;
}

function place(into: Record<string, Json>, { path }: Slot, value: Json): void {
  let at = into;
  for (const token of path.slice(0, -1)) {
    if (!Object.hasOwn(at, token)) at[token] = {};
    at = at[token] as Record<string, Json>;
  }
  at[path.at(-1) ?? ''] = value;
}

/** Whether two values are the same; quantities by what they amount to. */
export function isSame(a: Json, b: Json, quantity: boolean): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) {
    if (!quantity || typeof a === 'object' || typeof b === 'object') return false;
    const [left, right] = [parseQuantity(a), parseQuantity(b)];
    return left !== undefined && left === right;
  }
  if (isJsonList(a))
    return isJsonList(b) && a.length === b.length && a.every((item, index) => isSame(item, b[index] as Json, quantity));
  if (isJsonList(b)) return false;
  const keys = Object.keys(a);
  const other: JsonObject = b as JsonObject;
  return (
    keys.length === Object.keys(other).length &&
    keys.every(
      (key) => Object.hasOwn(other, key) && isSame((a as JsonObject)[key] as Json, other[key] as Json, quantity),
    )
  );
}
