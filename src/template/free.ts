// What a template leaves free, and the schema that it must fit all the same: values, other members, other items.
import type { Json } from '../kube/object.ts';
import type { Validator } from '../policy/json-schema.ts';
import type { Frame } from './frame.ts';
import type { Node } from './program.ts';
import { report, type Walk } from './walk.ts';

/** Reports a free value that does not fit; `below` is its place in the node, left out for the node itself. */
export function matchFree(
  validate: Validator | undefined,
  value: Json,
  node: Node,
  frame: Frame,
  walk: Walk,
  below?: string | number,
): void {
  if (!validate || validate(value)) return;
  const why = validate.errors?.[0]?.message ?? 'is not valid';
  report(walk, 'value', node, frame, {
    ...(below !== undefined && { below }),
    actual: value,
    note: `is free, but must fit its schema: it ${why}`,
    unfixable: true,
  });
}
