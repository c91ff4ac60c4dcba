// Blocks under a condition: their presence or absence tells the parameter, or contradicts what it is known to be.
import { type Frame, frameOf, holds } from './frame.ts';
import type { Condition, Node } from './program.ts';
import { bind, excuse, report, spotOf, type Walk } from './walk.ts';

/**
 * Whether what has a condition may be walked. Presence and absence tell the parameter, or contradict what it is known to be.
 */
export function isDue(when: Condition, present: boolean, node: Node, frame: Frame, walk: Walk): boolean {
  const due = holds(when, frame);
  if (due === undefined) {
    if (present) bind(when.ref, when.value, frame, walk);
    else if (when.other !== undefined) bind(when.ref, when.other, frame, walk);
    else walk.log.late.push({ kind: 'absence', node, frame, spot: spotOf(walk), value: undefined, when });
    return present;
  }
  if (due === present) return present;
  const value = frameOf(when.ref, frame).values[when.ref.slot.index];
  const said = `\`${when.ref.slot.name}\` is \`${String(value)}\``;
  const note = present
    ? `is there only when \`${when.text}\`, but ${said}`
    : `must be there when \`${when.text}\`, and ${said}`;
  report(walk, present ? 'extra' : 'missing', node, frame, { parameter: when.ref.slot.name, note });
  excuse(node.refs, frame, walk);
  return false;
}
