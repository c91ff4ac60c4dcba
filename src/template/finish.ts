// What is left once the walk is through: texts and lists that were put off, defaults, expressions, the schema and the constraints.
import type { Json, JsonObject } from '../kube/object.ts';
import type { Failure } from '../policy/rule-type.ts';
import { evaluateConstraint } from './constraint.ts';
import { contextOf } from './context.ts';
import { assemble, boundTo, type Frame, frameOf, holds, Items, isSame, toJson } from './frame.ts';
import { matchList } from './match-list.ts';
import { matchText } from './match-text.ts';
import type { Slot } from './program.ts';
import { excuse, goTo, type Late, type Log, noteFollowing, report, type Urgency, type Walk } from './walk.ts';

/**
 * Goes over what was put off: first while something becomes known by what is known, then by texts that can be split in one way only,
 * at last whatever is left. A round that settles nothing ends its stage, so that there are no more rounds than names.
 */
export function resolveDeferred(walk: Walk): void {
  const { log } = walk;
  for (const urgency of ['wait', 'settle', 'report'] as const) {
    for (let before = Number.POSITIVE_INFINITY; log.deferred.length > 0 && log.deferred.length < before; ) {
      before = log.deferred.length;
      for (const one of log.deferred.splice(0)) again(one, walk, urgency);
    }
  }
}

function again({ node, value, frame, spot }: Log['deferred'][number], walk: Walk, urgency: Urgency): void {
  goTo(walk, spot);
  walk.steps += 1;
  if (node.kind === 'text') matchText(node, value, frame, walk, urgency);
  else matchList(node, value as readonly Json[], frame, walk, urgency);
}

/** Fills defaults in where the given resources leave a parameter open; their names are returned. */
export function fillDefaults(walk: Walk, root: Frame, concerns: (name: string) => boolean): readonly string[] {
  const { defaults } = walk.template.program;
  const filled: string[] = [];
  for (const slot of root.scope.slots) {
    const name = slot.path[0] ?? '';
    if (root.values[slot.index] !== undefined || !concerns(name)) continue;
    const value = readDefault(defaults.get(name), slot);
    if (value === undefined) continue;
    root.values[slot.index] = value;
    if (!filled.includes(name)) filled.push(name);
  }
  return filled;
}

function readDefault(whole: Json | undefined, { path }: Slot): Json | undefined {
  let at = whole;
  for (const token of path.slice(1)) at = typeof at === 'object' && at !== null ? (at as JsonObject)[token] : undefined;
  return at;
}

/** The parameters as they are known, with defaults of those that no hole names. */
export function parametersOf(
  walk: Walk,
  root: Frame,
  sources: ReadonlyMap<string, Json>,
  concerns: (name: string) => boolean,
): JsonObject {
  const { defaults, unnamed } = walk.template.program;
  const known = assemble(root) as Record<string, Json>;
  for (const name of unnamed) {
    if (!concerns(name)) continue;
    const value = sources.get(name) ?? defaults.get(name);
    if (value !== undefined) known[name] = value;
  }
  return known;
}

/** Expressions, conditions and lists that could only be judged at the end. */
export function judgeLate(walk: Walk, params: JsonObject, failures: Failure[]): void {
  for (const one of walk.log.late) {
    goTo(walk, one.spot);
    walk.steps += 1;
    if (one.kind === 'expression') judgeExpression(one, walk, params, failures);
    else if (one.kind === 'absence') judgeAbsence(one, walk);
  }
}

function judgeExpression({ node, frame, value }: Late, walk: Walk, params: JsonObject, failures: Failure[]): void {
  if (node.kind !== 'expr') return;
  const result = node.expression.evaluate({ params, context: contextOf(walk.context) });
  if (!result.ok) {
    const { code, message, position } = result.error;
    failures.push({
      code,
      message: `${message} (at character ${position + 1} of the expression at \`${node.pointer}\`)`,
    });
    return;
  }
  const expected = result.value as Json | undefined;
  if (expected === undefined) {
    if (value !== undefined) report(walk, 'extra', node, frame, { actual: value });
  } else if (value === undefined) report(walk, 'missing', node, frame, { expected });
  else if (!isSame(value, expected, false)) report(walk, 'value', node, frame, { actual: value, expected });
  else noteFollowing(walk);
}

function judgeAbsence({ node, frame, when }: Late, walk: Walk): void {
  if (!when || holds(when, frame) !== true) return;
  const { slot } = when.ref;
  const note = `must be there when \`${when.text}\`, and \`${slot.name}\` is \`${String(when.value)}\``;
  report(walk, 'missing', node, frame, { parameter: slot.name, note });
  excuse(node.refs, frame, walk);
}

/** Lists that are told in more than one place: of those that say the order, the first one's holds. */
export function joinItems(walk: Walk): void {
  for (const one of walk.log.late) {
    if (one.kind !== 'items') continue;
    goTo(walk, one.spot);
    walk.steps += 1;
    joinOne(one, walk);
  }
}

/** Two lists of one parameter: the same items, in the same order where the order counts. */
function joinOne({ node, frame, value, items, ref }: Late, walk: Walk): void {
  if (!ref) return;
  const first = boundTo(ref, frame);
  if (first === undefined) return;
  const given = items ? toJson(items) : value;
  if (given === undefined || [first, items].some((one) => one instanceof Items && isExcused(one, walk))) return;
  const isOrdered = !(first instanceof Items) || first.listed;
  const isGivenOrdered = items?.listed ?? true;
  const listed = isOrdered && isGivenOrdered;
  const [a, b] = [toJson(first), given].map((one) => (listed ? one : sorted(one)));
  if (isSame(a as Json, b as Json, ref.slot.quantity)) {
    if (!isOrdered && isGivenOrdered) frameOf(ref, frame).values[ref.slot.index] = items ?? value;
    return;
  }
  report(walk, 'conflict', node, frame, {
    actual: given,
    expected: toJson(first),
    parameter: ref.slot.name,
    unfixable: true,
  });
}

function sorted(value: Json): Json {
  if (!Array.isArray(value)) return value;
  const byText = value.map((one: Json) => [JSON.stringify(one), one] as const);
  return byText.sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}

/** Whether a place of an item is wrong already: what it makes of the list is no second mistake. */
function isExcused({ frames }: Items, { log }: Walk): boolean {
  const own = log.excused.length > 0 ? new Set(frames) : undefined;
  return own !== undefined && log.excused.some(({ frame }) => own.has(frame));
}

/** Constraints over parameters of which each is known. */
export function brokenConstraints(walk: Walk, params: JsonObject, isPartial: boolean, failures: Failure[]) {
  return walk.template.program.constraints.filter((constraint) => {
    if (isPartial && constraint.parameters.some((name) => params[name] === undefined)) return false;
    walk.steps += 1;
    const held = evaluateConstraint(constraint, params, walk.context);
    if (!held.ok) failures.push({ code: held.code, message: held.message });
    return held.ok && !held.holds;
  });
}
