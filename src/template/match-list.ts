// Keyed lists: items paired with fixed ones by their key, the rest for each of a parameter or allowed by rule. Lists by position: match-items.ts.
import type { Json } from '../kube/object.ts';
import { mayFit } from './fit.ts';
import { boundTo, type Frame, toJson } from './frame.ts';
import { isExtra, matchFixed, matchRest, reportAt } from './list-items.ts';
import { keyOfItem, keyText } from './list-key.ts';
import { matchItems } from './match-items.ts';
import type { FixedItem, ListNode, Node } from './program.ts';
import { textOf } from './render-node.ts';
import { excuse, report, spotOf, type Urgency, type Walk } from './walk.ts';

/** Of so many items that are none of the fixed ones, nobody mistyped one key. */
const MOST_LEFT = 64;

/** Which item each fixed one is, by index; and the items that are none of them. */
interface Pairing {
  readonly paired: readonly (number | undefined)[];
  readonly left: readonly number[];
  /** Items that repeat the key of an earlier one. */
  readonly repeated: readonly number[];
  readonly keyless: readonly number[];
  readonly ambiguous: boolean;
}

/** Compares a list with its template. */
export function matchList(node: ListNode, value: readonly Json[], frame: Frame, walk: Walk, urgency: Urgency): void {
  walk.steps += value.length;
  if (node.key.length === 0) {
    matchItems(node, value, frame, walk);
    return;
  }
  const pairing = pair(node, value, frame, walk);
  if (pairing.ambiguous && urgency !== 'report') {
    walk.log.deferred.push({ node, value, frame, spot: spotOf(walk) });
    return;
  }
  if (pairing.ambiguous) {
    const note = `cannot be told apart: more than one item may be meant by \`${node.key.join('`, `')}\``;
    report(walk, 'ambiguous', node, frame, { note, unfixable: true });
    excuse(node.refs, frame, walk);
    return;
  }
  for (const index of pairing.repeated) reportAt(walk, 'duplicate-key', node, frame, value, index);
  for (const index of pairing.keyless) reportKeyless(node, value[index] as Json, index, frame, walk);
  for (const [index, item] of node.fixed.entries()) matchFixed(item, pairing.paired[index], value, frame, walk);
  const own = matchRest(node, pairing.left, value, frame, walk);
  if (node.listed) checkOrder(node, pairing.paired, own, value, frame, walk);
}

function reportKeyless(node: ListNode, item: Json, index: number, frame: Frame, walk: Walk): void {
  const isMap = typeof item === 'object' && item !== null && !Array.isArray(item);
  const [field = ''] = node.key;
  const note = isMap
    ? `has no \`${field}\`, by which items of this list are told apart`
    : 'is no map, as the items of this list are';
  report(walk, isMap ? 'missing' : 'type', node, frame, { below: index, actual: item, note, unfixable: true });
}

function pair(node: ListNode, value: readonly Json[], frame: Frame, walk: Walk): Pairing {
  const { fixed, key } = node;
  const wanted = hasLiteralKeys(node) ? node.byKey : wantedKeys(node, frame);
  const paired = new Array<number | undefined>(fixed.length).fill(undefined);
  const left: number[] = [];
  const repeated: number[] = [];
  const keyless: number[] = [];
  const seen = value.length > 1 ? new Set<string>() : undefined;
  for (let index = 0; index < value.length; index += 1) {
    const text = keyOfItem(value[index] as Json, key);
    if (text === undefined) keyless.push(index);
    else if (seen?.has(text)) repeated.push(index);
    else {
      seen?.add(text);
      const at = wanted.get(text);
      if (at === undefined) left.push(index);
      else paired[at] = index;
    }
  }
  const open = fixed.filter((_, index) => paired[index] === undefined);
  if (open.length === 0 || left.length === 0) return { paired, left, repeated, keyless, ambiguous: false };
  return pairOthers(node, value, frame, walk, { paired, left, repeated, keyless, ambiguous: false });
}

const hasLiteralKeys = ({ byKey, fixed }: ListNode) => byKey.size === fixed.length;

/** Keys of the fixed items as far as their parameters are known. */
function wantedKeys({ fixed }: ListNode, frame: Frame): ReadonlyMap<string, number> {
  const wanted = new Map<string, number>();
  for (const [index, item] of fixed.entries()) {
    const text = item.literalKey ?? knownKey(item, frame);
    if (text !== undefined) wanted.set(text, index);
  }
  return wanted;
}

function knownKey({ keys }: FixedItem, frame: Frame): string | undefined {
  const values: Json[] = [];
  for (const one of keys) {
    const value = typeof one === 'string' ? one : scalarOf(one, frame);
    if (value === undefined) return undefined;
    values.push(value);
  }
  return keyText(values);
}

function scalarOf(node: Node, frame: Frame): Json | undefined {
  if (node.kind === 'literal') return node.value;
  if (node.kind === 'hole') {
    const value = boundTo(node.ref, frame);
    return value === undefined ? undefined : toJson(value);
  }
  if (node.kind !== 'text') return undefined;
  let text = node.parts[0] ?? '';
  for (const [index, ref] of node.holes.entries()) {
    const value = boundTo(ref, frame);
    if (value === undefined) return undefined;
    text += textOf(toJson(value)) + (node.parts[index + 1] ?? '');
  }
  return text;
}

/**
 * Fixed items whose key is not known yet, or that no item has. One that fits but for such a key is meant, where it is the only one:
 * a key that was mistyped is one mistake.
 */
function pairOthers(node: ListNode, value: readonly Json[], frame: Frame, walk: Walk, before: Pairing): Pairing {
  const paired = [...before.paired];
  let left = [...before.left];
  let ambiguous = false;
  const isFree = (index: number) => !isExtra(node, value[index] as Json);
  for (const [index, item] of node.fixed.entries()) {
    if (paired[index] !== undefined) continue;
    const isKnown = item.literalKey !== undefined || knownKey(item, frame) !== undefined;
    // Of a list that takes any other item, nothing tells that one of them was meant.
    if (isKnown && (node.each !== undefined || item.optional || item.when || left.length > MOST_LEFT)) continue;
    const fitting = left.filter(
      (at) => isFree(at) && mayFit(item.node, value[at] as Json, frame, walk, isKnown ? node.key : []),
    );
    const [only] = fitting;
    if (fitting.length === 1 && only !== undefined) {
      paired[index] = only;
      left = left.filter((at) => at !== only);
    } else if (fitting.length > 1 && !isKnown) ambiguous = true;
  }
  return { ...before, paired, left, ambiguous };
}

/** Fixed items in their order, the others behind. */
function checkOrder(
  node: ListNode,
  paired: readonly (number | undefined)[],
  own: readonly number[],
  value: readonly Json[],
  frame: Frame,
  walk: Walk,
): void {
  const wanted = [...paired.filter((index) => index !== undefined), ...own];
  const isInOrder = wanted.every((index, at) => at === 0 || index > (wanted[at - 1] ?? 0));
  if (isInOrder) return;
  const known = new Set(wanted);
  const others = value.map((_, index) => index).filter((index) => !known.has(index));
  const expected = [...wanted, ...others].map((index) => value[index] as Json);
  report(walk, 'order', node, frame, { actual: value, expected });
}
