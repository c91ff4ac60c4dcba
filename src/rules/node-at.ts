// The node at a pointer, for rules whose findings come with one: an exemption may name the container that is around it.
import { parsePointer } from '../change/pointer.ts';
import { gvkOf } from '../kube/gvk.ts';
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../kube/object.ts';
import { podSpecPathOf } from '../kube/workload.ts';
import type { Evaluation, Node } from '../policy/rule-type.ts';

/** The place of a pointer as rules know it. */
export function nodeAt(pointer: string, { object, workloadKinds }: Evaluation): Node {
  const tokens = parsePointer(pointer) ?? [];
  const path = podSpecPathOf(gvkOf(object), workloadKinds);
  let value: Json | undefined = object;
  let container: JsonObject | undefined;
  for (const [depth, token] of tokens.entries()) {
    const inside: Json | undefined = stepInto(value, token);
    if (path && depth === path.length + 1 && isContainers(tokens, path) && isJsonObject(inside)) container = inside;
    value = inside;
  }
  return { value: value ?? null, pointer, key: tokens.at(-1), container };
}

function stepInto(value: Json | undefined, token: string): Json | undefined {
  if (isJsonList(value)) return value[Number(token)];
  return isJsonObject(value) && Object.hasOwn(value, token) ? value[token] : undefined;
}

function isContainers(tokens: readonly string[], path: readonly string[]): boolean {
  return (
    path.every((token, index) => tokens[index] === token) &&
    ['initContainers', 'containers', 'ephemeralContainers'].includes(tokens[path.length] ?? '')
  );
}
