// One node of a template as JSON, by the values of its slots. Solving uses it as well, to say what should stand at a place.
import type { Json, JsonObject } from '../kube/object.ts';
import type { DocumentProblem } from '../policy/rule-type.ts';
import { contextOf } from './context.ts';
import { boundTo, type Frame, frameFrom, holds, Items, isSame, toJson } from './frame.ts';
import type { Alternative, ChoiceNode, Condition, ListNode, MapNode, Node, Ref } from './program.ts';
import type { TemplateContext } from './template.ts';

/** What one rendering carries along. */
export interface Rendering {
  readonly params: JsonObject;
  readonly context: TemplateContext;
  readonly problems: DocumentProblem[];
  /** Whether a hole without a value takes what its type is empty as; else it is a problem. */
  readonly zero: boolean;
}

/** The value of a node; undefined for one that is absent, or after a problem. */
export function renderNode(node: Node, frame: Frame, rendering: Rendering): Json | undefined {
  switch (node.kind) {
    case 'literal':
    case 'verbatim':
      return node.value;
    case 'hole':
      return valueFor(node.ref, frame, rendering, node.pointer);
    case 'text':
      return renderText(node.parts, node.holes, frame, rendering, node.pointer);
    case 'any':
      return node.fallback;
    case 'expr':
      return renderExpression(node, rendering);
    case 'map':
      return renderMap(node, frame, rendering);
    case 'list':
      return renderList(node, frame, rendering);
    case 'choice': {
      const chosen = chosenOf(node, frame);
      return chosen && renderNode(chosen.node, frame, rendering);
    }
  }
}

function valueFor(ref: Ref, frame: Frame, rendering: Rendering, pointer: string): Json | undefined {
  const value = boundTo(ref, frame);
  if (value !== undefined) return toJson(value);
  if (rendering.zero) return zeroOf(ref);
  const message = `the parameter \`${ref.slot.name}\` has no value, and \`${pointer}\` needs one`;
  if (!rendering.problems.some((one) => one.message === message))
    rendering.problems.push({ code: 'parameter-missing', message, pointer: `/${ref.slot.name.replaceAll('.', '/')}` });
  return undefined;
}

/** What a type is empty as: the API server leaves such values out. */
export function zeroOf({ slot }: Ref): Json | undefined {
  const [type] = slot.types ?? [];
  const zeroes: Readonly<Record<string, Json>> = {
    string: '',
    integer: 0,
    number: 0,
    boolean: false,
    array: [],
    object: {},
  };
  return type === undefined ? undefined : zeroes[type];
}

function renderText(
  parts: readonly string[],
  holes: readonly Ref[],
  frame: Frame,
  rendering: Rendering,
  pointer: string,
): string | undefined {
  let text = parts[0] ?? '';
  for (const [index, ref] of holes.entries()) {
    const value = valueFor(ref, frame, rendering, pointer);
    if (value === undefined) return undefined;
    text += textOf(value) + (parts[index + 1] ?? '');
  }
  return text;
}

/** A value as a part of a text. */
export function textOf(value: Json): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function renderExpression(
  { expression, pointer }: Node & { readonly kind: 'expr' },
  rendering: Rendering,
): Json | undefined {
  const result = expression.evaluate({ params: rendering.params, context: contextOf(rendering.context) });
  if (result.ok) return result.value as Json | undefined;
  rendering.problems.push({ code: result.error.code, message: result.error.message, pointer });
  return undefined;
}

function isThere(optional: boolean, when: Condition | undefined, node: Node, frame: Frame): boolean {
  if (when) return holds(when, frame) === true;
  return !optional || (node.refs.some(({ slot }) => slot.conditional) && areKnown(node.refs, frame));
}

const areKnown = (refs: readonly Ref[], frame: Frame) => refs.every((ref) => boundTo(ref, frame) !== undefined);

function renderMap(node: MapNode, frame: Frame, rendering: Rendering): JsonObject {
  const made: Record<string, Json> = {};
  for (const { key, node: inner, optional, when } of node.members) {
    if (!isThere(optional, when, inner, frame)) continue;
    const value = renderNode(inner, frame, rendering);
    if (value === undefined || (inner.voidable && isEmpty(value))) continue;
    // an own member, whatever its name
    if (key === '__proto__')
      Object.defineProperty(made, key, { value, enumerable: true, configurable: true, writable: true });
    else made[key] = value;
  }
  const chosen = node.choice && chosenOf(node.choice, frame);
  return chosen ? { ...made, ...(renderNode(chosen.node, frame, rendering) as JsonObject) } : made;
}

const isEmpty = (value: Json) => typeof value === 'object' && value !== null && Object.keys(value).length === 0;

function renderList(node: ListNode, frame: Frame, rendering: Rendering): readonly Json[] {
  const items: Json[] = [];
  for (const { node: inner, optional, when } of node.fixed) {
    const value = isThere(optional, when, inner, frame) ? renderNode(inner, frame, rendering) : undefined;
    if (value !== undefined) items.push(value);
  }
  const { each } = node;
  if (!each) return items;
  const listed = boundTo(each.ref, frame);
  for (const inner of listed === undefined ? [] : framesOf(listed, each.scope, frame)) {
    const value = renderNode(each.node, inner, rendering);
    if (value !== undefined) items.push(value);
  }
  return items;
}

function framesOf(listed: Json | Items, scope: Frame['scope'], parent: Frame): readonly Frame[] {
  if (listed instanceof Items) return listed.frames;
  return Array.isArray(listed) ? listed.map((item: Json) => frameFrom(scope, item, parent)) : [];
}

/** The alternative that the parameters mean: of `$case` by its label, else the one that most of them belong to. */
function chosenOf({ on, alternatives }: ChoiceNode, frame: Frame): Alternative | undefined {
  const label = on && boundTo(on, frame);
  if (label !== undefined)
    return alternatives.find(({ value }) => value !== undefined && isSame(toJson(label), value, false));
  let best: Alternative | undefined;
  let most = -1;
  for (const one of alternatives) {
    if (!areKnown(one.node.refs, frame)) continue;
    const own = one.node.refs.filter(({ slot }) => slot.conditional).length;
    if (own > most) {
      best = one;
      most = own;
    }
  }
  return best ?? alternatives[0];
}
