// The state of one solving: where the walk is, what it has found, what it has put off; and how a trial of an alternative is undone.
import { joinPointer } from '../change/pointer.ts';
import type { Json } from '../kube/object.ts';
import { type Frame, frameOf, type Items, type Value } from './frame.ts';
import type { Condition, ListNode, Node, Ref, Slot, TextNode } from './program.ts';
import type { Choice, CompiledTemplate, DriftType, Place, TemplateContext } from './template.ts';

/** A drift before it has its words: what stands there can only be said once all parameters are known. */
export interface RawDrift {
  readonly type: DriftType;
  readonly object: number;
  readonly resource: number | undefined;
  readonly pointer: string;
  readonly node: Node | undefined;
  readonly frame: Frame;
  readonly templatePointer: string;
  readonly actual?: Json;
  readonly expected?: Json;
  readonly parameter?: string;
  /** What else there is to say, in place of the type's own sentence. */
  readonly note?: string;
  readonly related?: Place;
  /** No value is sure enough to be a fix. */
  readonly unfixable?: boolean;
  /** The block that the drift is in, if that need not be there. */
  readonly perhaps?: Perhaps;
}

/** A block that is there and does not conform, as far as the walk needs it to think again. */
export interface Perhaps {
  readonly pointer: string;
  /** What walking it told, to be forgotten. */
  readonly told: Log['trail'];
  /** Notes what its absence means. */
  readonly absent: () => void;
}

/** A place that waits for parameters. */
export interface Deferred {
  readonly node: TextNode | ListNode;
  readonly value: Json;
  readonly frame: Frame;
  readonly spot: Spot;
}

/** Something that is checked when all parameters are known. */
export interface Late {
  readonly kind: 'expression' | 'absence' | 'items';
  readonly node: Node;
  readonly frame: Frame;
  readonly spot: Spot;
  readonly value: Json | undefined;
  readonly when?: Condition;
  readonly ref?: Ref;
  readonly items?: Items;
}

/**
 * What to do with a place that more knowledge would settle: wait for it, settle what can be told in one way only, or report it.
 */
export type Urgency = 'wait' | 'settle' | 'report';

/** Where the walk is in the resources. */
export interface Spot {
  readonly object: number;
  readonly resource: number;
  readonly tokens: readonly (string | number)[];
}

/** A slot that some place told. */
export interface Site {
  readonly frame: Frame;
  readonly slot: number;
  readonly spot: Spot;
}

/** All that a walk writes; a trial cuts its ends off again. */
export interface Log {
  readonly drifts: RawDrift[];
  readonly deferred: Deferred[];
  readonly late: Late[];
  readonly choices: Choice[];
  readonly sites: Site[];
  /** Slots whose place is missing or wrong: that nothing tells them is said there. */
  readonly excused: { readonly frame: Frame; readonly slot: number }[];
  readonly trail: { readonly frame: Frame; readonly slot: number; readonly value: Value }[];
}

/** One solving. */
export interface Walk {
  readonly template: CompiledTemplate;
  readonly context: TemplateContext;
  /** Compares any value with its node: lists and alternatives hold such. */
  readonly match: (node: Node, value: Json, frame: Frame, walk: Walk) => void;
  readonly log: Log;
  /** Whether places of parameters are noted. */
  readonly tracing: boolean;
  object: number;
  resource: number;
  readonly tokens: (string | number)[];
  /** Slots whose value comes from around the objects. */
  readonly sourced: Set<Slot>;
  /** Places whose value follows from others: filled in by the API server, or derived. */
  readonly following: Place[];
  /** How many trials are open. */
  trials: number;
  /** Places that were compared: the work done, for those who bound it. */
  steps: number;
}

/** A walk that has seen nothing. */
export function startWalk(
  template: CompiledTemplate,
  context: TemplateContext,
  tracing: boolean,
  match: Walk['match'],
): Walk {
  const log: Log = { drifts: [], deferred: [], late: [], choices: [], sites: [], excused: [], trail: [] };
  return {
    template,
    context,
    match,
    log,
    tracing,
    object: 0,
    resource: 0,
    tokens: [],
    sourced: new Set(),
    following: [],
    trials: 0,
    steps: 0,
  };
}

/** Where the walk is, as something to keep. */
export function spotOf({ object, resource, tokens }: Walk): Spot {
  return { object, resource, tokens: [...tokens] };
}

/** Goes back to a place that was kept. */
export function goTo(walk: Walk, { object, resource, tokens }: Spot): void {
  walk.object = object;
  walk.resource = resource;
  walk.tokens.length = 0;
  for (const token of tokens) walk.tokens.push(token);
}

/** Notes a drift where the walk is, or below it. */
export function report(
  walk: Walk,
  type: DriftType,
  node: Node,
  frame: Frame,
  more: Partial<RawDrift> & { readonly below?: string | number } = {},
): void {
  const { below, ...rest } = more;
  const here = joinPointer('', ...walk.tokens);
  walk.log.drifts.push({
    type,
    object: walk.object,
    resource: walk.resource,
    pointer: below === undefined ? here : joinPointer(here, below),
    node,
    frame,
    templatePointer: node.pointer,
    ...rest,
  });
}

/** Notes that a place contradicts what a parameter is known to be. */
export function conflict(walk: Walk, ref: Ref, node: Node, frame: Frame, actual: Json): void {
  const type = walk.sourced.has(ref.slot) ? 'context' : 'conflict';
  report(walk, type, node, frame, { actual, parameter: ref.slot.name });
}

/** Gives a slot its value, told by where the walk is. */
export function bind(ref: Ref, value: Value, frame: Frame, walk: Walk): void {
  const at = frameOf(ref, frame);
  const { index } = ref.slot;
  if (walk.trials > 0) walk.log.trail.push({ frame: at, slot: index, value });
  at.values[index] = value;
  noteSite(ref, frame, walk);
}

/** Notes that the place at hand tells a slot. */
export function noteSite(ref: Ref, frame: Frame, walk: Walk): void {
  if (walk.tracing) walk.log.sites.push({ frame: frameOf(ref, frame), slot: ref.slot.index, spot: spotOf(walk) });
}

/** Notes that the value at hand follows from others. */
export function noteFollowing(walk: Walk, below?: string): void {
  const object = walk.template.program.objects[walk.object]?.spec.id ?? '';
  const here = joinPointer('', ...walk.tokens);
  walk.following.push({
    object,
    resource: walk.resource,
    pointer: below === undefined ? here : joinPointer(here, below),
  });
}

/** Nothing needs to be said of slots whose own place is missing or wrong. */
export function excuse(refs: readonly Ref[], frame: Frame, walk: Walk): void {
  for (const ref of refs) walk.log.excused.push({ frame: frameOf(ref, frame), slot: ref.slot.index });
}

/** How long each list of the log was. */
type Mark = readonly number[];
/** What a trial wrote. */
export type Outcome = readonly (readonly unknown[])[];

const listsOf = (log: Log): readonly unknown[][] => [
  log.drifts,
  log.deferred,
  log.late,
  log.choices,
  log.sites,
  log.excused,
  log.trail,
];

/** Runs something, undoes it and keeps what it wrote. */
export function attempt(walk: Walk, run: () => void): Outcome {
  const lists = listsOf(walk.log);
  const mark: Mark = lists.map((list) => list.length);
  walk.trials += 1;
  run();
  walk.trials -= 1;
  for (const { frame, slot } of walk.log.trail.slice(mark.at(-1))) frame.values[slot] = undefined;
  return lists.map((list, index) => list.splice(mark[index] ?? 0));
}

/** How many drifts a trial found. */
export const driftsIn = (outcome: Outcome): number => outcome[0]?.length ?? 0;

/** Makes what a trial wrote true. */
export function commit(walk: Walk, outcome: Outcome): void {
  const { log } = walk;
  const trail = (outcome.at(-1) ?? []) as Log['trail'];
  for (const { frame, slot, value } of trail) frame.values[slot] = value;
  for (const [index, list] of listsOf(log).entries()) {
    if (index === 6 && walk.trials === 0) continue;
    for (const one of outcome[index] ?? []) list.push(one);
  }
}
