// The key of a list item as one text: equal exactly for equal values.
import type { Json } from '../kube/object.ts';

/** A text alone stands for itself as long as it cannot be mistaken for another key. */
export function keyText(values: readonly Json[]): string {
  const [first] = values;
  if (values.length === 1 && typeof first === 'string' && !first.startsWith('[')) return first;
  return JSON.stringify(values);
}
