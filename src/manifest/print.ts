// Objects to YAML text that kubectl and we read back as the same object. For people: examples, pages, suggestions.
import { dump } from 'js-yaml';
import type { Json } from '../kube/object.ts';

/** Block YAML with two spaces, without anchors, ending with a newline. */
export function printYaml(value: Json): string {
  return dump(value, { indent: 2, lineWidth: -1, noRefs: true });
}
