// Objects to YAML with comments, for documents that people go on writing.
import { readPointer } from '../change/pointer.ts';
import type { Json } from '../kube/object.ts';
import { parseText } from './parse.ts';
import { locate } from './position.ts';
import { printYaml } from './print.ts';

/** Block YAML with comment lines above the members that the pointers name; a pointer that leads nowhere has none. */
export function printCommented(value: Json, comments: ReadonlyMap<string, readonly string[]>): string {
  const text = printYaml(value);
  const [document] = parseText(text).documents;
  if (!document) return text;
  const lines = text.split('\n');
  const above = new Map<number, readonly string[]>();
  for (const [pointer, told] of comments) {
    if (readPointer(value, pointer) !== undefined) above.set(locate(document, pointer).line, told);
  }
  return lines
    .flatMap((line, index) => {
      const indent = /^ */.exec(line)?.[0] ?? '';
      return [...(above.get(index + 1) ?? []).map((one) => `${indent}# ${one}`.trimEnd()), line];
    })
    .join('\n');
}
