// The facts of one decision: the judged object, its namespace, its actor, the names that expressions see. Missing ones are named, never guessed.

import { withoutNulls } from '../change/absent.ts';
import { type Change, judgedObject } from '../change/change.ts';
import { NAME_LABEL } from '../change/namespace.ts';
import { gvkOf } from '../kube/gvk.ts';
import { type JsonObject, metadataOf } from '../kube/object.ts';
import { podSpecOf, podSpecPathOf } from '../kube/workload.ts';
import type { Bundle } from '../policy/bundle.ts';
import { type Labels, labelsUnknown, type MatchFacts, namespaceUnknown } from '../policy/match.ts';
import type { Evaluation, Failure, VariableRead } from '../policy/rule-type.ts';
import type { DecisionContext } from './decision.ts';

/** Names that every expression may read; rules add `changes`, and the engine sets `container` and `key` for each node. */
export const EXPRESSION_NAMES = [
  'object',
  'old',
  'operation',
  'actor',
  'namespace',
  'params',
  'pod',
  'container',
  'key',
  'changes',
] as const;

/** What is known about one change, read once and shared by all policies. */
export interface Facts extends MatchFacts {
  readonly change: Change;
  readonly evaluation: Evaluation;
}

/** Gathers the facts; undefined when there is no object to judge. */
export function factsOf(change: Change, bundle: Bundle, context: DecisionContext): Facts | undefined {
  const judged = judgedObject(change);
  if (!judged) return undefined;
  const object = withoutNulls(judged);
  const oldObject = change.oldObject && withoutNulls(change.oldObject);
  const clean: Change = {
    ...change,
    object: change.operation === 'DELETE' ? undefined : object,
    oldObject: change.operation === 'DELETE' ? object : oldObject,
  };
  const namespaceLabels = once(() => labelsOf(clean, object, context));
  const bindings: Record<string, unknown> = {
    object: clean.object,
    old: clean.oldObject,
    operation: clean.operation,
    actor: clean.actor && { name: clean.actor.name, groups: clean.actor.groups, proof: clean.actor.proof },
    pod: podSpecOf(object, bundle.workloadKinds),
    get namespace() {
      return namespaceOf(clean, namespaceLabels());
    },
  };
  return {
    change: clean,
    isWorkload: podSpecPathOf(gvkOf(object), bundle.workloadKinds) !== undefined,
    namespaceLabels,
    evaluation: {
      change: clean,
      object,
      oldObject: clean.oldObject,
      workloadKinds: bundle.workloadKinds,
      bindings,
      now: context.now,
      kubernetesVersion: context.kubernetesVersion,
      ...(context.expired && { expired: context.expired }),
      resolved: new Map(),
    },
  };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

const isNamespace = ({ gvk }: Change) => gvk.group === '' && gvk.kind === 'Namespace';

/** A Namespace has its own labels, and the one that the API server gives it; another object those of the namespace it is in. */
function labelsOf(change: Change, object: JsonObject, context: DecisionContext): Labels {
  if (isNamespace(change)) return { ...metadataOf(object).labels, ...(change.name && { [NAME_LABEL]: change.name }) };
  return change.namespace ? context.namespaceLabels(change.namespace) : undefined;
}

function namespaceOf(change: Change, labels: Labels): { name: string; labels?: NonNullable<Labels> } | undefined {
  const name = isNamespace(change) ? change.name : change.namespace;
  if (!name) return undefined;
  return labels ? { name, labels } : { name };
}

/** The failure of reading `$namespace` where it is not known; undefined when what is read is there, or when there is none. */
export function missingFact({ change, namespaceLabels }: Facts, reads: readonly VariableRead[]): Failure | undefined {
  for (const { variable, field } of reads) {
    if (variable !== 'namespace' || change.namespace === '') continue;
    if (change.namespace === undefined) return namespaceUnknown(change);
    if (field !== 'name' && namespaceLabels() === undefined) return labelsUnknown(change.namespace);
  }
  return undefined;
}

/** Whether an expression asks who acts. */
export function readsActor(reads: readonly VariableRead[]): boolean {
  return reads.some(({ variable }) => variable === 'actor');
}
