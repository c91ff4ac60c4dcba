// Texts with holes: compared when all are known, cut when one is not, put off when more are; at last split where there is one way only.
import type { Json } from '../kube/object.ts';
import { boundTo, type Frame, frameOf, toJson } from './frame.ts';
import type { Ref, TextNode } from './program.ts';
import { textOf } from './render-node.ts';
import { fromText, hasTypeOf } from './scope.ts';
import { splitText } from './split-text.ts';
import { bind, conflict, excuse, noteSite, report, spotOf, type Urgency, type Walk } from './walk.ts';

/** Compares a text with its template. */
export function matchText(node: TextNode, value: Json, frame: Frame, walk: Walk, urgency: Urgency): void {
  if (typeof value !== 'string') {
    report(walk, 'type', node, frame, { actual: value });
    excuse(node.refs, frame, walk);
    return;
  }
  const { parts, holes, open } = filled(node, frame);
  walk.steps += holes.length;
  if (open === 0) {
    if (parts[0] === value) for (const ref of node.holes) noteSite(ref, frame, walk);
    else mismatch(node, value, frame, walk);
    return;
  }
  if (open === 1) {
    const piece = cut(parts, value);
    const ref = holes[0];
    if (piece === undefined || !ref) mismatch(node, value, frame, walk);
    else take(ref, piece, node, value, frame, walk);
    return;
  }
  if (urgency === 'wait') {
    walk.log.deferred.push({ node, value, frame, spot: spotOf(walk) });
    return;
  }
  const split = splitText(parts, holes, value);
  walk.steps += split.steps;
  if (split.pieces) {
    for (const [index, ref] of holes.entries())
      if (boundTo(ref, frame) === undefined) take(ref, split.pieces[index] ?? '', node, value, frame, walk);
    return;
  }
  if (split.none) mismatch(node, value, frame, walk);
  else if (urgency === 'settle') walk.log.deferred.push({ node, value, frame, spot: spotOf(walk) });
  else {
    const names = [...new Set(holes.map(({ slot }) => `\`${slot.name}\``))].join(' and ');
    report(walk, 'ambiguous', node, frame, {
      actual: value,
      note: `can be split in more than one way into ${names}`,
      unfixable: true,
    });
    excuse(node.refs, frame, walk);
  }
}

/** The text with all known values filled in: parts around the holes that are left, and how many different ones those are. */
function filled({ parts, holes }: TextNode, frame: Frame) {
  const left: Ref[] = [];
  const made: string[] = [parts[0] ?? ''];
  let open = 0;
  for (const [index, ref] of holes.entries()) {
    const known = boundTo(ref, frame);
    const after = parts[index + 1] ?? '';
    if (known === undefined) {
      if (!left.some(({ slot }) => slot === ref.slot)) open += 1;
      left.push(ref);
      made.push(after);
    } else made[made.length - 1] += textOf(toJson(known)) + after;
  }
  return { parts: made, holes: left, open };
}

/** What one unknown, which may stand in several holes, must be; undefined where the text does not fit. */
function cut(parts: readonly string[], text: string): string | undefined {
  const count = parts.length - 1;
  let fixed = 0;
  for (const part of parts) fixed += part.length;
  const length = (text.length - fixed) / count;
  if (length < 0 || !Number.isInteger(length)) return undefined;
  const start = parts[0]?.length ?? 0;
  const piece = text.slice(start, start + length);
  return parts.join(piece) === text ? piece : undefined;
}

function take(ref: Ref, piece: string, node: TextNode, value: string, frame: Frame, walk: Walk): void {
  const found = fromText(ref.slot, piece);
  if (hasTypeOf(ref.slot, found)) {
    bind(ref, found, frame, walk);
    return;
  }
  const wanted = [...(ref.slot.types ?? [])].join(' or ');
  const note = `has \`${piece}\` for the parameter \`${ref.slot.name}\`, which is of type ${wanted}`;
  report(walk, 'type', node, frame, { actual: value, parameter: ref.slot.name, note });
  excuse([ref], frame, walk);
}

/** A text of another form, or with another value in one of its holes. */
function mismatch(node: TextNode, value: string, frame: Frame, walk: Walk): void {
  const open = node.holes.filter((ref) => boundTo(ref, frame) === undefined);
  if (open.length > 0) {
    report(walk, 'value', node, frame, { actual: value });
    excuse(open, frame, walk);
    return;
  }
  // With any one parameter taken for unknown: if the text fits then, it is this one that contradicts.
  for (const ref of node.holes) {
    const at = frameOf(ref, frame);
    const known = at.values[ref.slot.index];
    at.values[ref.slot.index] = undefined;
    const piece = cut(filled(node, frame).parts, value);
    at.values[ref.slot.index] = known;
    if (piece === undefined) continue;
    conflict(walk, ref, node, frame, value);
    return;
  }
  report(walk, 'value', node, frame, { actual: value });
}
