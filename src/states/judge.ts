// Two states of a repository judged with every fact that is at hand, for all git gates: definitions and namespaces of the change, of
// the rest of its tree where something needs them, of folders and of a cluster. Which states those are is the gates'.
import type { DerivedChanges, Sourced, States } from '../change/derive.ts';
import { type DescribedNamespace, namespaceLabels } from '../change/namespace.ts';
import { type Decided, decideAll } from '../engine/decide-all.ts';
import type { JsonObject } from '../kube/object.ts';
import type { Bundle } from '../policy/bundle.ts';
import { definitionsAmong, type SnapshotNamespace } from '../snapshot/snapshot.ts';
import type { ApiModel } from '../validation/api-model.ts';

/** What is known beside the states themselves. */
export interface GitFacts {
  /** CustomResourceDefinitions of folders, a snapshot or a cluster. */
  readonly definitions: readonly JsonObject[];
  /** Namespaces of a snapshot or a cluster. */
  readonly namespaces: readonly SnapshotNamespace[];
}

/** How states are judged. */
export interface StatesJudging<T extends Sourced> {
  readonly states: Omit<States<T>, 'gate' | 'complete' | 'observe' | 'scopes'>;
  /** The gate's own intake. */
  readonly intake: (states: StatesJudging<T>['states'], model: ApiModel) => DerivedChanges<T>;
  readonly bundle: Bundle;
  readonly now: number;
  readonly kubernetesVersion: string;
  /** Namespaces as the configuration describes them. */
  readonly described: readonly DescribedNamespace[];
  readonly facts: GitFacts;
  /** The API server of the target release with these custom kinds. */
  readonly modelOf: (definitions: readonly JsonObject[], objects: readonly JsonObject[]) => Promise<ApiModel>;
  /** Objects of the whole new state from files in which a word stands; read only when they are needed. */
  readonly others: (word: string) => Promise<readonly JsonObject[]>;
  /** Whether changes in this file are judged at all. */
  readonly isNamed: (file: string) => boolean;
}

/** The decisions on all that is named, in the order of the new state. */
export async function judgeStates<T extends Sourced>(
  judging: StatesJudging<T>,
): Promise<Decided<DerivedChanges<T>['changes'][number]>> {
  const { states, bundle, now, kubernetesVersion, described, facts, isNamed } = judging;
  const fresh = states.new.map(({ object }) => object);
  const model = await modelFor(judging, fresh);
  const { changes, moved } = judging.intake(states, model);
  const named = <C extends { readonly source: T }>(all: readonly C[]) =>
    all.filter(({ source }) => isNamed(source.file));
  const judge = (spaces: readonly JsonObject[]) =>
    decideAll(named(changes), named(moved), bundle, {
      now,
      kubernetesVersion,
      namespaceLabels: namespaceLabels(spaces, described, facts.namespaces),
    });
  const decided = judge(fresh);
  if (decided.unknown.size === 0) return decided;
  // The whole tree is read only now that some rule needs the labels of a namespace which the changed files do not hold.
  const others = await judging.others('Namespace');
  return others.length > 0 ? judge(others) : decided;
}

/** The model with the definitions at hand; those of the whole tree are read only where a changed kind needs them. */
async function modelFor<T extends Sourced>(
  { facts, modelOf, others }: StatesJudging<T>,
  fresh: readonly JsonObject[],
): Promise<ApiModel> {
  const own = definitionsAmong(fresh);
  const model = await modelOf([...facts.definitions, ...own], fresh);
  if (fresh.every(model.knows)) return model;
  const further = definitionsAmong(await others('CustomResourceDefinition'));
  return further.length > 0 ? modelOf([...facts.definitions, ...further, ...own], fresh) : model;
}
