// The rule type `observed`, of the reserved policies alone: findings are what reading the manifest has shown under the rule's id.
// What there is to see is said by validation/, openapi/ and manifest/; a gate that reads no text has none.
import { parsePointer } from '../change/pointer.ts';
import { gvkOf } from '../kube/gvk.ts';
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../kube/object.ts';
import { podSpecPathOf } from '../kube/workload.ts';
import type { Evaluation, Node, RuleOutcome, RuleType } from '../policy/rule-type.ts';

const NOTHING: RuleOutcome = { violations: [], failures: [] };

/** Findings with the messages of what was seen; the rule's own message stands in the catalog. */
export const observedRule: RuleType = {
  type: 'observed',
  compile({ id, observed }) {
    const isOurs = (one: { readonly observer: string; readonly rule: string }) =>
      one.observer === observed && one.rule === id;
    return {
      ok: true,
      value: {
        reads: [],
        comparing: false,
        judge(evaluation) {
          const { observations } = evaluation.change;
          if (!observations) return NOTHING;
          const { seen, unseen, failures } = observations;
          if (seen.length === 0 && unseen.length === 0 && failures.length === 0) return NOTHING;
          return {
            violations: seen
              .filter(isOurs)
              .map(({ pointer, message }) => ({ pointer, node: nodeAt(pointer, evaluation), message })),
            failures: failures.filter(isOurs),
            unjudged: unseen.filter(isOurs).map(({ reason }) => reason),
          };
        },
      },
    };
  },
};

/** The place of a pointer as rules know it: an exemption may name the container that is around it. */
function nodeAt(pointer: string, { object, workloadKinds }: Evaluation): Node {
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
