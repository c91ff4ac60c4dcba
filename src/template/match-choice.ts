// Alternatives: the one that fits is told by its literals and keys, else each is tried and the one with the fewest drifts taken.
import { joinPointer } from '../change/pointer.ts';
import type { Json, JsonObject } from '../kube/object.ts';
import { mayFit } from './fit.ts';
import { boundTo, type Frame, isSame, toJson } from './frame.ts';
import type { Alternative, ChoiceNode, MapNode } from './program.ts';
import { attempt, bind, commit, driftsIn, excuse, type RawDrift, report, type Walk } from './walk.ts';

/** A choice that is the whole of a value. */
export function matchChoice(node: ChoiceNode, value: Json, frame: Frame, walk: Walk): void {
  choose(node, value, frame, walk, (one) => walk.match(one.node, value, frame, walk));
}

/** Walks the members of a map; how many of the value's own keys they were. */
type MatchMembers = (node: MapNode, value: JsonObject, frame: Frame, walk: Walk) => number;

/** A choice whose alternatives stand beside other members; undefined where none was taken. */
export function matchMerged(
  node: ChoiceNode,
  value: JsonObject,
  frame: Frame,
  walk: Walk,
  matchMembers: MatchMembers,
): { readonly node: MapNode; readonly seen: number } | undefined {
  const counts = new Map<Alternative, number>();
  const chosen = choose(node, value, frame, walk, (one) => {
    counts.set(one, matchMembers(one.node as MapNode, value, frame, walk));
    // members of the others cannot stand beside it
    for (const key of node.merged ?? [])
      if (Object.hasOwn(value, key) && !(one.node as MapNode).byKey.has(key) && walk.trials > 0)
        report(walk, 'variant', node, frame, { below: key });
  });
  return chosen && { node: chosen.node as MapNode, seen: counts.get(chosen) ?? 0 };
}

function choose(
  node: ChoiceNode,
  value: Json,
  frame: Frame,
  walk: Walk,
  run: (alternative: Alternative) => void,
): Alternative | undefined {
  const { on, alternatives } = node;
  const fitting = alternatives.filter((one) => fits(node, one, value, frame, walk));
  const label = on && boundTo(on, frame);
  if (on && label !== undefined) {
    const due = alternatives.find((one) => one.value !== undefined && isSame(toJson(label), one.value, false));
    const [other] = fitting;
    if (due && (fitting.includes(due) || !other)) return take(node, due, walk, () => run(due));
    const is = `\`${on.slot.name}\` is \`${String(label)}\``;
    const note = due
      ? `is written as for \`${other?.name}\`, but ${is}`
      : `has no alternative for the parameter: ${is}`;
    report(walk, 'variant', node, frame, { actual: value, parameter: on.slot.name, note });
    excuse(node.refs, frame, walk);
    return undefined;
  }
  const [only] = fitting;
  if (only && fitting.length === 1) {
    if (on && only.value !== undefined) bind(on, only.value, frame, walk);
    return take(node, only, walk, () => run(only));
  }
  return tryAll(node, fitting.length > 0 ? fitting : alternatives, value, frame, walk, run);
}

/** Whether an alternative may be meant; a merged one is not where another's members stand. */
function fits({ merged }: ChoiceNode, { node }: Alternative, value: Json, frame: Frame, walk: Walk): boolean {
  if (!mayFit(node, value, frame, walk)) return false;
  if (!merged || node.kind !== 'map') return true;
  for (const key of merged) if (!node.byKey.has(key) && Object.hasOwn(value as JsonObject, key)) return false;
  return true;
}

function take(node: ChoiceNode, chosen: Alternative, walk: Walk, run: () => void): Alternative {
  if (walk.tracing) note(node, chosen, walk);
  run();
  return chosen;
}

function note(node: ChoiceNode, { name }: Alternative, walk: Walk): void {
  const object = walk.template.program.objects[walk.object]?.spec.id ?? '';
  const pointer = joinPointer('', ...walk.tokens);
  walk.log.choices.push({ object, resource: walk.resource, pointer, templatePointer: node.pointer, chosen: name });
}

/** Each alternative by itself, none walked twice: what the best one wrote is kept. */
function tryAll(
  node: ChoiceNode,
  candidates: readonly Alternative[],
  value: Json,
  frame: Frame,
  walk: Walk,
  run: (alternative: Alternative) => void,
): Alternative | undefined {
  let best: { readonly one: Alternative; readonly outcome: ReturnType<typeof attempt> } | undefined;
  for (const one of candidates) {
    const outcome = attempt(walk, () => {
      if (node.on && one.value !== undefined) bind(node.on, one.value, frame, walk);
      if (walk.tracing) note(node, one, walk);
      run(one);
    });
    if (!best || driftsIn(outcome) < driftsIn(best.outcome)) best = { one, outcome };
    if (driftsIn(outcome) === 0) break;
  }
  if (!best) return undefined;
  // One drift is told as such; where more differs, no alternative was meant more than another.
  if (driftsIn(best.outcome) <= 1 || candidates.length < node.alternatives.length) {
    // Members of other alternatives counted against it; they are told with what else stands beside it.
    const [drifts = [], ...rest] = best.outcome;
    commit(walk, [(drifts as readonly RawDrift[]).filter((one) => one.node !== node), ...rest]);
    return best.one;
  }
  const names = node.alternatives.map(({ name }) => `\`${name}\``).join(', ');
  report(walk, 'variant', node, frame, {
    actual: value,
    note: `fits none of the alternatives ${names}, nearest is \`${best.one.name}\``,
  });
  excuse(node.refs, frame, walk);
  return undefined;
}
