// Items of a list, whichever way they were told apart: a fixed one against its template, and the rest for a parameter or by rule.
import type { Json } from '../kube/object.ts';
import { isDue } from './due.ts';
import { mayFit } from './fit.ts';
import { boundTo, type Frame, Items, makeFrame } from './frame.ts';
import { matchFree } from './free.ts';
import { keyOfItem } from './list-key.ts';
import type { FixedItem, ListNode } from './program.ts';
import { bind, excuse, report, spotOf, type Walk } from './walk.ts';

/** A fixed item and the one that it was paired with, if any. */
export function matchFixed(
  { node, optional, when }: FixedItem,
  index: number | undefined,
  value: readonly Json[],
  frame: Frame,
  walk: Walk,
): void {
  if (index !== undefined) {
    walk.tokens.push(index);
    if (!when || isDue(when, true, node, frame, walk)) walk.match(node, value[index] as Json, frame, walk);
    walk.tokens.pop();
    return;
  }
  walk.tokens.push('-');
  if (when) isDue(when, false, node, frame, walk);
  else if (!optional) {
    report(walk, 'missing', node, frame);
    excuse(node.refs, frame, walk);
  }
  walk.tokens.pop();
}

/** Items beside the fixed ones. Which of them are for the parameter of `each` is returned. */
export function matchRest(
  node: ListNode,
  left: readonly number[],
  value: readonly Json[],
  frame: Frame,
  walk: Walk,
): readonly number[] {
  const { each, extra } = node;
  const own: number[] = [];
  const frames: Frame[] = [];
  let room = extra.max;
  for (const index of left) {
    const item = value[index] as Json;
    const isNamed = isExtra(node, item);
    if (each && !isNamed && mayBeEach(node, item, frame, walk)) {
      const inner = makeFrame(each.scope, frame);
      walk.tokens.push(index);
      walk.match(each.node, item, inner, walk);
      walk.tokens.pop();
      frames.push(inner);
      own.push(index);
    } else if (isNamed || (extra.allow && !extra.keys)) {
      if (room-- <= 0) {
        const note = `is one more than the ${extra.max} other items that may stand here`;
        report(walk, 'extra', node, frame, { below: index, actual: item, note });
      } else matchFree(extra.validate, item, node, frame, walk, index);
    } else reportAt(walk, 'extra', node, frame, value, index);
  }
  if (each) {
    const items = new Items(frames, node.listed);
    if (boundTo(each.ref, frame) === undefined) bind(each.ref, items, frame, walk);
    else walk.log.late.push({ kind: 'items', node, frame, spot: spotOf(walk), value: undefined, ref: each.ref, items });
  }
  return own;
}

/** Whether the key of an item is one that the items of `each` can have. */
function mayBeEach({ each, key }: ListNode, item: Json, frame: Frame, walk: Walk): boolean {
  if (each?.node.kind !== 'map' || key.length === 0) return true;
  const inner = makeFrame(each.scope, frame);
  return key.every((field) => {
    const member = each.node.kind === 'map' ? each.node.byKey.get(field) : undefined;
    const there = (item as Readonly<Record<string, Json>>)[field];
    return !member || there === undefined || mayFit(member.node, there, inner, walk);
  });
}

/** Whether an item is one that the rule for others names by its key. */
export function isExtra({ extra, key }: ListNode, item: Json): boolean {
  if (!extra.allow || !extra.keys) return false;
  const text = keyOfItem(item, key);
  return text !== undefined && extra.keys.test(text);
}

/** Reports an item that repeats a key, or that may not be there. */
export function reportAt(
  walk: Walk,
  type: 'duplicate-key' | 'extra',
  node: ListNode,
  frame: Frame,
  value: readonly Json[],
  index: number,
): void {
  const actual = value[index] as Json;
  const key = keyOfItem(actual, node.key) ?? '';
  const note = type === 'extra' ? undefined : `has the ${node.key.join(' and ')} \`${key}\` of an earlier item`;
  report(walk, type, node, frame, { below: index, actual, ...(note !== undefined && { note }) });
}
