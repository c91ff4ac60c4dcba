// Which changes a policy or a binding looks at, with the reason when it does not. Missing facts are answered as such, never guessed.
import type { Change, Operation } from '../change/change.ts';
import { type GVK, printApiVersion } from '../kube/gvk.ts';
import { selects } from '../kube/label-selector.ts';
import { type JsonObject, metadataOf } from '../kube/object.ts';
import { matchesGlob } from './glob.ts';
import type { Match, MatchFields } from './policy.ts';

/** Labels as a map; undefined when unknown. */
export type Labels = Readonly<Record<string, string>> | undefined;

/** Facts beside the change that selecting may need. */
export interface MatchFacts {
  /** Labels of the change's namespace (of the object itself for a Namespace); asked only when a selector needs them. */
  readonly namespaceLabels: () => Labels;
  readonly isWorkload: boolean;
}

/** The answer of a match: it does, it does not and why, or a fact is missing. */
export type MatchAnswer =
  | { readonly matched: true }
  | { readonly matched: false; readonly reason: string }
  | { readonly matched: 'unknown'; readonly code: string; readonly message: string };

/** A compiled match. */
export type CompiledMatch = (change: Change, facts: MatchFacts) => MatchAnswer;

const YES: MatchAnswer = { matched: true };
const no = (reason: string): MatchAnswer => ({ matched: false, reason });

/** Operations that a policy judges when its match names none. */
export const DEFAULT_OPERATIONS: readonly Operation[] = ['CREATE', 'UPDATE'];

/**
 * Compiles a match. `defaults` are the operations meant when it names none; undefined means all.
 * Kubernetes' own rule for namespace selectors holds: a cluster-scoped object always matches, a Namespace by its own labels.
 */
export function compileMatch(match: Match, defaults: readonly Operation[] | undefined): CompiledMatch {
  const include = compileFields(match, defaults, false);
  const exclude = match.exclude && compileExclusion(match.exclude);
  if (!exclude) return include;
  return (change, facts) => {
    const included = include(change, facts);
    if (included.matched === false) return included;
    const excluded = exclude(change, facts);
    if (excluded.matched === true) return no('it is excluded');
    return excluded.matched === 'unknown' ? excluded : included;
  };
}

/**
 * Compiles what is left out or excused. Where a match takes a doubtful change in, this lets it pass by: a name still to be
 * generated, labels that only the old object has, and a namespace selector on what has no namespace exclude nothing.
 */
export function compileExclusion(fields: MatchFields): CompiledMatch {
  return compileFields(fields, undefined, true);
}

type Test = CompiledMatch;

function compileFields(
  fields: MatchFields,
  defaults: readonly Operation[] | undefined,
  excluding: boolean,
): CompiledMatch {
  const tests: Test[] = [];
  const operations = fields.operations ?? defaults;
  if (operations) tests.push(operationTest(operations));
  if (fields.kinds) tests.push(kindTest(fields.kinds));
  tests.push(subresourceTest(fields.subresources, defaults !== undefined));
  if (fields.names) tests.push(nameTest(fields.names, excluding));
  if (fields.objectSelector) tests.push(objectTest(fields.objectSelector, excluding));
  // Last, so that a missing fact is reported only where everything else matches.
  if (fields.namespaces) tests.push(namespaceTest(fields.namespaces));
  if (fields.namespaceSelector) tests.push(namespaceSelectorTest(fields.namespaceSelector, excluding));
  return (change, facts) => {
    let unknown: MatchAnswer | undefined;
    for (const test of tests) {
      const answer = test(change, facts);
      if (answer.matched === false) return answer;
      if (answer.matched === 'unknown') unknown ??= answer;
    }
    return unknown ?? YES;
  };
}

function operationTest(operations: readonly Operation[]): Test {
  const set = new Set<Operation>(operations);
  // An audit asks every policy that judges a create or an update.
  if (set.has('CREATE') || set.has('UPDATE')) set.add('AUDIT');
  const reason = no(`it judges ${operations.join(', ')}`);
  return ({ operation }) => (set.has(operation) ? YES : reason);
}

/** One item of `kinds` as a predicate on a GVK. `core/Pod`, `v1/Pod` and `core/v1/Pod` name the core group. */
export function kindMatcher(item: string): (gvk: GVK) => boolean {
  if (item === '*') return () => true;
  const parts = item.split('/');
  const kind = parts.at(-1) ?? '';
  const sameKind = kind === '*' ? () => true : (gvk: GVK) => gvk.kind === kind;
  if (parts.length === 1) return sameKind;
  const isVersion = /^v[0-9]+((alpha|beta)[0-9]+)?$/.test(parts[0] ?? '');
  const group = isVersion || parts[0] === 'core' ? '' : parts[0];
  const version = parts.length === 3 ? parts[1] : isVersion ? parts[0] : undefined;
  return (gvk) => sameKind(gvk) && gvk.group === group && (version === undefined || gvk.version === version);
}

/** Whether `kinds` names a kind; `workload` is any that carries a pod template. Compiled, for a match is asked of every change. */
export function kindsMatcher(kinds: readonly string[]): (gvk: GVK, isWorkload: boolean) => boolean {
  const workload = kinds.includes('workload');
  const matchers = kinds.filter((kind) => kind !== 'workload').map(kindMatcher);
  return (gvk, isWorkload) => (workload && isWorkload) || matchers.some((matches) => matches(gvk));
}

function kindTest(kinds: readonly string[]): Test {
  const matches = kindsMatcher(kinds);
  const reason = no(`it judges ${kinds.join(', ')}`);
  return ({ gvk }, { isWorkload }) => (matches(gvk, isWorkload) ? YES : reason);
}

function subresourceTest(subresources: readonly string[] | undefined, isPolicy: boolean): Test {
  const reason = no('it does not judge this subresource');
  if (subresources) {
    return ({ subresource }) => (subresource !== undefined && subresources.includes(subresource) ? YES : reason);
  }
  return isPolicy ? ({ subresource }) => (subresource === 'status' ? reason : YES) : () => YES;
}

function nameTest(globs: readonly string[], excluding: boolean): Test {
  const reason = no(`its names are ${globs.join(', ')}`);
  return ({ name, object, oldObject }) => {
    // A name that is still to be generated may become any name: a match holds, an exclusion does not.
    if (name === '') {
      const generated = metadataOf(object ?? oldObject ?? {}).generateName !== undefined;
      return generated && !excluding ? YES : reason;
    }
    return globs.some((glob) => matchesGlob(glob, name)) ? YES : reason;
  };
}

function objectTest(selector: NonNullable<MatchFields['objectSelector']>, excluding: boolean): Test {
  const has = (object: JsonObject | undefined) => object !== undefined && selects(selector, metadataOf(object).labels);
  const reason = no('its objectSelector does not select the labels');
  // An old label would otherwise excuse what the change makes of the object.
  if (excluding) return ({ object, oldObject }) => (has(object ?? oldObject) ? YES : reason);
  return ({ object, oldObject }) => (has(object) || has(oldObject) ? YES : reason);
}

const isNamespace = ({ gvk }: Change) => gvk.group === '' && gvk.kind === 'Namespace';

function namespaceTest(globs: readonly string[]): Test {
  const reason = no(`its namespaces are ${globs.join(', ')}`);
  return (change) => {
    const name = isNamespace(change) ? change.name : change.namespace;
    if (name === undefined) return namespaceUnknown(change);
    return name !== '' && globs.some((glob) => matchesGlob(glob, name)) ? YES : reason;
  };
}

function namespaceSelectorTest(selector: NonNullable<MatchFields['namespaceSelector']>, excluding: boolean): Test {
  const reason = no('its namespaceSelector does not select the namespace');
  return (change, { namespaceLabels }) => {
    if (change.namespace === '' && !isNamespace(change)) return excluding ? reason : YES;
    if (change.namespace === undefined) return namespaceUnknown(change);
    const labels = namespaceLabels();
    if (labels === undefined) return labelsUnknown(change.namespace);
    return selects(selector, labels) ? YES : reason;
  };
}

/** The error for a namespace that nobody has stated. */
export function namespaceUnknown({ gvk, name }: Change) {
  return {
    matched: 'unknown',
    code: 'namespace-unknown',
    message: `the namespace of ${printApiVersion(gvk)} ${gvk.kind} \`${name}\` is not known: state metadata.namespace, pass --namespace, or list its path under \`namespaces\` in sallyport.yaml`,
  } as const;
}

/** The error for a namespace whose labels nobody has stated. */
export function labelsUnknown(namespace: string) {
  return {
    matched: 'unknown',
    code: 'namespace-labels-unknown',
    message: `the labels of namespace \`${namespace}\` are not known: keep its Namespace object beside the manifests, or list it under \`namespaces\` in sallyport.yaml`,
  } as const;
}
