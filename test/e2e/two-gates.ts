// One object through both gates: the change that the git gate makes of its YAML, the facts around it, and how two decisions
// differ in what the parity law compares. Starts nothing.

import type { Change } from '../../src/change/change.ts';
import type { Decision, DecisionContext } from '../../src/engine/decision.ts';
import { intake } from '../../src/gates/commit/intake.ts';
import { type JsonObject, metadataOf } from '../../src/kube/object.ts';
import type { CaseInput } from '../../src/policy/policy.ts';
import { renderFile } from '../../src/renderers/index.ts';
import type { SourceObject } from '../../src/renderers/renderer.ts';
import { MODEL } from '../builders/model.ts';

/** The namespace that objects without one are sent to, and that the git gate is told of. */
const FALLBACK = 'default';

/** The change that the commit gate makes of a case, from text to intake. */
export function gitChange({ object, old, operation, actor }: CaseInput): Change {
  const fresh = operation === 'DELETE' ? [] : read(object);
  const states = {
    new: fresh,
    namespaceForPath: () => FALLBACK,
    actor: actor && { name: actor.name, groups: actor.groups ?? [], proof: 'claimed' as const },
  };
  const derived = intake({ ...states, old: old && read(old) }, MODEL).changes[0];
  if (derived) return derived.change;
  // What does not differ is no change in git, while the server asks all the same: judged here as the change it would be.
  const created = intake({ ...states, old: [] }, MODEL).changes[0]?.change;
  if (!created || !old) throw new Error('the case has no object');
  return { ...created, operation: 'UPDATE', oldObject: created.object };
}

/** The text is JSON, which is YAML: what is between text and object is the manifest reader's. */
function read(object: JsonObject | undefined): readonly SourceObject[] {
  if (!object) return [];
  const bytes = Buffer.from(JSON.stringify(object));
  const rendered = renderFile({ path: 'case.yaml', bytes }, { hasFile: () => false });
  if (!rendered || rendered.problems.length > 0) throw new Error(JSON.stringify(rendered?.problems));
  return rendered.objects;
}

/** What both gates are told beside the object: the labels that its namespace has at the API server. */
export function contextFor({ namespace, object, old }: CaseInput): DecisionContext {
  const name = namespace?.name ?? metadataOf(object ?? old ?? {}).namespace ?? FALLBACK;
  const labels = { ...namespace?.labels, 'kubernetes.io/metadata.name': name };
  return {
    now: Date.now(),
    kubernetesVersion: '1.35',
    namespaceLabels: (asked) => (asked === name ? labels : undefined),
  };
}

/** How two decisions differ in what the parity law compares; undefined when they do not. */
export function decisionDifference(git: Decision, cluster: Decision): string | undefined {
  // A fact that only the cluster has leaves a rule unjudged at the git gate; those rules are not compared.
  const unjudged = new Set(git.unjudged.map(({ policy, rule }) => `${policy}/${rule}`));
  const idsOf = ({ verdict, findings, errors }: Decision): string[] => [
    ...(unjudged.size === 0 ? [`verdict ${verdict}`] : []),
    ...findings
      .filter(({ policy, rule }) => !unjudged.has(`${policy}/${rule}`))
      .map(({ policy, rule, enforcement, pointer, message, exemption }) =>
        [policy, rule, enforcement, pointer, message, exemption ?? ''].join(' '),
      ),
    ...errors.map(({ code, policy, rule }) => `error ${code} ${policy}/${rule ?? ''}`),
  ];
  return differenceOf(idsOf(git), idsOf(cluster));
}

/** What is missing (-) and what is too much (+), in one line; undefined when both hold the same. */
export function differenceOf(expected: readonly string[], found: readonly string[]): string | undefined {
  const lines = [
    ...expected.filter((one) => !found.includes(one)).map((one) => `- ${one}`),
    ...found.filter((one) => !expected.includes(one)).map((one) => `+ ${one}`),
  ];
  return lines.length > 0 ? lines.join('; ') : undefined;
}
