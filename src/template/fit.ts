// A cheap look at whether a value may fit a node: literals, types and keys that must be there, a few levels deep. Binds nothing.
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../kube/object.ts';
import { boundTo, type Frame, isSame, toJson } from './frame.ts';
import type { MapNode, Node } from './program.ts';
import { textOf } from './render-node.ts';
import { hasTypeOf } from './scope.ts';

/** Counts the places that were looked at. */
export interface Effort {
  steps: number;
}

/** How deep the look goes: deeper, only the walk itself tells. */
const DEPTH = 4;

/** Whether the value may fit; keys in `ignored` are not looked at. False is sure. */
export function mayFit(
  node: Node,
  value: Json,
  frame: Frame,
  effort: Effort,
  ignored: readonly string[] = [],
  depth = DEPTH,
): boolean {
  effort.steps += 1;
  if (depth === 0) return true;
  switch (node.kind) {
    case 'literal':
      return isSame(node.value, value, node.quantity);
    case 'verbatim':
      return isSame(node.value, value, false);
    case 'hole': {
      const known = boundTo(node.ref, frame);
      if (known !== undefined && typeof known !== 'object') return isSame(known, value, node.quantity);
      const listed = node.ref.slot.schema['enum'];
      return hasTypeOf(node.ref.slot, value) && (!isJsonList(listed) || listed.includes(value));
    }
    case 'text': {
      if (typeof value !== 'string') return false;
      let start = node.parts[0] ?? '';
      const known = node.holes.map((ref) => boundTo(ref, frame));
      if (known.every((one) => one !== undefined)) {
        for (const [index, one] of known.entries())
          start += textOf(toJson(one as Json)) + (node.parts[index + 1] ?? '');
        return start === value;
      }
      return value.startsWith(start) && value.endsWith(node.parts.at(-1) ?? '');
    }
    case 'map':
      return isJsonObject(value) && mayFitMap(node, value, frame, effort, ignored, depth);
    case 'list':
      return isJsonList(value) && value.length >= node.fixed.filter(({ optional, when }) => !optional && !when).length;
    case 'choice':
      return node.alternatives.some((one) => mayFit(one.node, value, frame, effort, ignored, depth - 1));
    case 'any':
      return node.validate === undefined || node.validate(value) === true;
    case 'expr':
      return true;
  }
}

function mayFitMap(
  node: MapNode,
  value: JsonObject,
  frame: Frame,
  effort: Effort,
  ignored: readonly string[],
  depth: number,
): boolean {
  for (const { key, node: inner, optional, when } of node.members) {
    if (ignored.includes(key)) continue;
    const there = Object.hasOwn(value, key) ? value[key] : undefined;
    if (there === undefined) {
      if (!optional && !when && !inner.voidable && inner.kind !== 'expr') return false;
    } else if (!when && !mayFit(inner, there, frame, effort, [], depth - 1)) return false;
  }
  return true;
}
