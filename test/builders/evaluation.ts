// What a rule is given for one object, with nothing else known.
import type { JsonObject } from '../../src/kube/object.ts';
import type { Evaluation } from '../../src/policy/rule-type.ts';
import { change } from './bundle.ts';

/** The evaluation of an object that is created, or replaces `old`. */
export function evaluationOf(object: JsonObject, old?: JsonObject): Evaluation {
  const made = change({ object, ...(old && { old }) });
  return {
    change: made,
    object,
    oldObject: old,
    workloadKinds: new Map(),
    bindings: {},
    now: 0,
    kubernetesVersion: '1.35',
    resolved: new Map(),
  };
}
