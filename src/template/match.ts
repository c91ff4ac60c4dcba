// Template and resource walked together: literals compared, holes bound, what differs reported. Lists, texts and alternatives have files of their own.

import { isJsonList, isJsonObject, type Json, type JsonObject } from '../kube/object.ts';
import { isDue } from './due.ts';
import { boundTo, type Frame, Items, isSame } from './frame.ts';
import { matchFree } from './free.ts';
import { matchChoice, matchMerged } from './match-choice.ts';
import { matchList } from './match-list.ts';
import { matchText } from './match-text.ts';
import { walkPerhaps } from './perhaps.ts';
import { isAllotted, isPopulated } from './populated.ts';
import type { HoleNode, LiteralNode, MapNode, Member, Node } from './program.ts';
import { hasTypeOf, typeOf } from './scope.ts';
import { bind, conflict, excuse, noteFollowing, noteSite, report, spotOf, type Walk } from './walk.ts';

/** Compares a value with a node. */
export function match(node: Node, value: Json, frame: Frame, walk: Walk): void {
  walk.steps += 1;
  switch (node.kind) {
    case 'literal':
      if (value !== node.value && !(node.quantity && isSame(node.value, value, true)))
        reportLiteral(node, value, frame, walk);
      return;
    case 'hole':
      matchHole(node, value, frame, walk);
      return;
    case 'text':
      matchText(node, value, frame, walk, 'wait');
      return;
    case 'map':
      if (isJsonObject(value)) matchMap(node, value, frame, walk);
      else mistyped(node, value, frame, walk);
      return;
    case 'list':
      if (isJsonList(value)) matchList(node, value, frame, walk, 'wait');
      else mistyped(node, value, frame, walk);
      return;
    case 'choice':
      matchChoice(node, value, frame, walk);
      return;
    case 'any':
      matchFree(node.validate, value, node, frame, walk);
      return;
    case 'verbatim':
      if (!isSame(node.value, value, false))
        report(walk, typeOf(value) === typeOf(node.value) ? 'value' : 'type', node, frame, { actual: value });
      return;
    case 'expr':
      walk.log.late.push({ kind: 'expression', node, frame, spot: spotOf(walk), value });
      return;
  }
}

/** What the cluster filled in where nothing was written is not there, as far as a manifest goes. */
function reportLiteral(node: LiteralNode, value: Json, frame: Frame, walk: Walk): void {
  const program = walk.template.program.objects[walk.object];
  if (program && isAllotted(program.groupKind, walk.tokens, value, {})) report(walk, 'missing', node, frame);
  else {
    const isSameType = node.quantity || typeOf(value) === typeOf(node.value);
    report(walk, isSameType ? 'value' : 'type', node, frame, { actual: value });
  }
}

function mistyped(node: Node, value: Json, frame: Frame, walk: Walk): void {
  report(walk, 'type', node, frame, { actual: value });
  excuse(node.refs, frame, walk);
}

function matchHole(node: HoleNode, value: Json, frame: Frame, walk: Walk): void {
  const { ref, quantity } = node;
  const { slot } = ref;
  const known = boundTo(ref, frame);
  if (known !== undefined) {
    if (known instanceof Items) {
      walk.log.late.push({ kind: 'items', node, frame, spot: spotOf(walk), value, ref });
    } else if (!isSame(known, value, quantity)) {
      conflict(walk, ref, node, frame, value);
    } else noteSite(ref, frame, walk);
    return;
  }
  // a quantity may be written as a number
  const given = slot.quantity && typeof value === 'number' ? String(value) : value;
  if (!hasTypeOf(slot, given)) {
    report(walk, 'type', node, frame, { actual: value, parameter: slot.name });
    excuse(node.refs, frame, walk);
    return;
  }
  bind(ref, given, frame, walk);
}

function matchMap(node: MapNode, value: JsonObject, frame: Frame, walk: Walk): void {
  let seen = matchMembers(node, value, frame, walk);
  const chosen = node.choice && matchMerged(node.choice, value, frame, walk, matchMembers);
  // Where no alternative fits, what stands there beyond one of them is no second mistake.
  if (node.choice && !chosen) return;
  if (chosen) seen += chosen.seen;
  let count = 0;
  for (const _ in value) count += 1;
  if (seen !== count) reportExtras(node, value, frame, walk, chosen?.node);
}

/** Walks the members of a map; how many of the value's own keys they were. */
function matchMembers(node: MapNode, value: JsonObject, frame: Frame, walk: Walk): number {
  let seen = 0;
  for (const member of node.members) {
    const { key } = member;
    const there = member.inherited && !Object.hasOwn(value, key) ? undefined : value[key];
    if (there === undefined || there === null) {
      if (there === null) seen += 1;
      if (!(node.isMetadata && key === 'namespace' && takesNamespace(member, frame, walk))) absent(member, frame, walk);
      continue;
    }
    seen += 1;
    walk.tokens.push(key);
    if (!member.when && !member.optional) match(member.node, there, frame, walk);
    else if (walk.context.complete && member.node.kind !== 'any') matchDoubtful(member, there, frame, walk);
    else if (!member.when || isDue(member.when, true, member.node, frame, walk)) match(member.node, there, frame, walk);
    walk.tokens.pop();
  }
  return seen;
}

/** A member that need not be there, before an API server: only that puts something where nothing was written. */
function matchDoubtful({ node, when }: Member, there: Json, frame: Frame, walk: Walk): void {
  const run = () => {
    if (!when || isDue(when, true, node, frame, walk)) match(node, there, frame, walk);
  };
  walkPerhaps(walk, run, () => when && isDue(when, false, node, frame, walk));
}

/** An object that does not say its namespace is in the one that the gate knows. */
function takesNamespace({ node, optional }: Member, frame: Frame, walk: Walk): boolean {
  const name = walk.context.namespace?.name;
  if (name === undefined || optional) return false;
  walk.tokens.push('namespace');
  match(node, name, frame, walk);
  walk.tokens.pop();
  return true;
}

/** A member that the value does not have. */
function absent(member: Member, frame: Frame, walk: Walk): void {
  const { key, node, optional, when } = member;
  walk.tokens.push(key);
  if (when) isDue(when, false, node, frame, walk);
  else if (node.kind === 'expr')
    walk.log.late.push({ kind: 'expression', node, frame, spot: spotOf(walk), value: undefined });
  else if (!optional) missing(node, frame, walk);
  walk.tokens.pop();
}

/** What is not there and should be, unless it may as well be empty. */
function missing(node: Node, frame: Frame, walk: Walk): void {
  if (!node.voidable) {
    report(walk, 'missing', node, frame);
    excuse(node.refs, frame, walk);
  } else if (node.kind === 'map') {
    for (const member of node.members) absent(member, frame, walk);
  } else if (node.kind === 'list') matchList(node, [], frame, walk, 'wait');
}

/** Whether what stands beyond the template is written by the cluster, or filled in by the API server in any case. */
function isGiven(walk: Walk, key: string, inside: Json, holder: JsonObject): boolean {
  const { context, template, tokens } = walk;
  const program = template.program.objects[walk.object];
  if (!program) return false;
  tokens.push(key);
  const given =
    (context.filled?.(program.versionedKind, tokens, inside, holder) ?? false) ||
    isPopulated(program.groupKind, tokens, inside, holder);
  tokens.pop();
  return given;
}

function reportExtras(node: MapNode, value: JsonObject, frame: Frame, walk: Walk, chosen: MapNode | undefined): void {
  const { extra } = node;
  let left = extra.max;
  for (const key of Object.keys(value)) {
    const inside = value[key] as Json;
    if (node.byKey.has(key) || chosen?.byKey.has(key) || inside === null) continue;
    walk.steps += 1;
    if (isGiven(walk, key, inside, value)) {
      if (walk.tracing) noteFollowing(walk, key);
      continue;
    }
    if (extra.allow && (extra.keys?.test(key) ?? true)) {
      if (left-- <= 0)
        report(walk, 'extra', node, frame, {
          below: key,
          actual: inside,
          note: `is one more than the ${extra.max} other keys that may stand here`,
        });
      else matchFree(extra.validate, inside, node, frame, walk, key);
    } else if (node.choice?.merged?.has(key)) {
      report(walk, 'variant', node, frame, {
        below: key,
        actual: inside,
        note: 'belongs to another alternative than the rest',
      });
    } else report(walk, 'extra', node, frame, { below: key, actual: inside });
  }
}
