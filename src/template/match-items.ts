// Lists by position: fixed items in their order, the rest for each of a parameter. What was left out or put in is found by what fits.
import type { Json } from '../kube/object.ts';
import { mayFit } from './fit.ts';
import type { Frame } from './frame.ts';
import { matchFixed, matchRest } from './list-items.ts';
import type { ListNode } from './program.ts';
import { report, type Walk } from './walk.ts';

/** Compares a list without keys. */
export function matchItems(node: ListNode, value: readonly Json[], frame: Frame, walk: Walk): void {
  const { fixed } = node;
  const fits = (at: number, index: number) => {
    const item = fixed[at];
    return item !== undefined && index < value.length && mayFit(item.node, value[index] as Json, frame, walk);
  };
  if (isShuffled(node, value)) {
    report(walk, 'order', node, frame, { actual: value, expected: fixed.map(({ node: one }) => literalOf(one)) });
    return;
  }
  const left: number[] = [];
  const room = !node.each && !node.extra.allow;
  let index = 0;
  for (let at = 0; at < fixed.length; ) {
    const item = fixed[at]!;
    const more = value.length - index;
    const mayBeAbsent = item.optional || item.when !== undefined;
    if (fits(at, index) || (room && !mayBeAbsent && more === fixed.length - at && more > 0 && !fits(at, index + 1))) {
      matchFixed(item, index, value, frame, walk);
      index += 1;
      at += 1;
    } else if (mayBeAbsent || more === 0 || (fits(at + 1, index) && !fits(at, index + 1))) {
      matchFixed(item, undefined, value, frame, walk);
      at += 1;
    } else if (fits(at, index + 1)) {
      left.push(index);
      index += 1;
    } else {
      matchFixed(item, index, value, frame, walk);
      index += 1;
      at += 1;
    }
  }
  // The items of a parameter stand behind the fixed ones.
  if (node.each && left.length > 0) {
    const moved = new Set(left);
    const behind = value.filter((_, at) => !moved.has(at));
    report(walk, 'order', node, frame, {
      actual: value,
      expected: [...behind, ...left.map((at) => value[at] as Json)],
    });
  }
  for (; index < value.length; index += 1) left.push(index);
  matchRest(node, left, value, frame, walk);
}

/** Whether the list has exactly the fixed items, all of them literal, in another order. */
function isShuffled({ fixed, each }: ListNode, value: readonly Json[]): boolean {
  if (each || fixed.length !== value.length || fixed.length < 2) return false;
  let differs = false;
  for (const [index, { node }] of fixed.entries()) {
    if (node.kind !== 'literal' && node.kind !== 'verbatim') return false;
    if (node.value !== value[index]) differs = true;
  }
  if (!differs) return false;
  const texts = (list: readonly Json[]) => list.map((one) => JSON.stringify(one)).sort();
  const wanted = texts(fixed.map(({ node }) => literalOf(node)));
  return (
    texts(value).every((text, index) => text === wanted[index]) &&
    fixed.some(({ node }, index) => JSON.stringify(literalOf(node)) !== JSON.stringify(value[index]))
  );
}

const literalOf = (node: ListNode['fixed'][number]['node']): Json =>
  node.kind === 'literal' || node.kind === 'verbatim' ? node.value : null;
