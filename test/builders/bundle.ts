// Builds bundles and changes from YAML text, through the same loading that users go through.
import assert from 'node:assert/strict';
import { type LoadedDocument, readDocuments } from '../../src/bundle/documents.ts';
import { loadBundle } from '../../src/bundle/load.ts';
import type { Change } from '../../src/change/change.ts';
import type { DecisionContext } from '../../src/engine/decision.ts';
import type { JsonObject } from '../../src/kube/object.ts';
import { parseText } from '../../src/manifest/parse.ts';
import type { Bundle } from '../../src/policy/bundle.ts';
import type { CaseInput } from '../../src/policy/policy.ts';
import { changeOf } from '../../src/suite/change.ts';

/** Loads documents written as YAML. */
export function load(text: string, path = 'policies.yaml') {
  return loadBundle([{ name: 'text', files: [{ path, bytes: new TextEncoder().encode(text) }] }]);
}

/** The bundle of documents that must load. */
export async function bundleOf(text: string): Promise<Bundle> {
  const loaded = await load(text);
  assert.ok(loaded.ok, loaded.ok ? '' : JSON.stringify(loaded.problems));
  return loaded.bundle;
}

/** The first document of a YAML text, as loading sees it. */
export function documentOf(text: string): LoadedDocument {
  const { documents, problems } = readDocuments({ path: 'policies.yaml', bytes: new TextEncoder().encode(text) });
  assert.ok(documents[0], JSON.stringify(problems));
  return documents[0];
}

/** The one document of a YAML text. */
export function yaml(text: string): JsonObject {
  const { documents, problems } = parseText(text);
  assert.deepEqual(problems, []);
  assert.equal(documents.length, 1);
  return documents[0]?.value as JsonObject;
}

/** A change as a test case describes it, with some members replaced. */
export function change(input: CaseInput, replaced: Partial<Change> = {}): Change {
  const made = changeOf(input);
  assert.ok(made);
  return { ...made, ...replaced };
}

/** A policy of one rule with the frame that every policy needs; `rule` is YAML, indented by six. */
export function policy(name: string, rules: string, more = ''): string {
  return `apiVersion: sallyport.dev/v1alpha1
kind: Policy
metadata: {name: ${name}}
spec:
  title: a title
  category: test
  severity: high
  since: 0.1.0
  why: because
  remediation: mend it
${more || '  match: {kinds: ["*"]}\n'}
  rules:
${rules}
---
`;
}

/** A binding of policies; `more` is YAML below spec, indented by two. */
export function binding(policies: string, enforcement = 'deny', more = '', name = 'all'): string {
  return `apiVersion: sallyport.dev/v1alpha1
kind: PolicyBinding
metadata: {name: ${name}}
spec:
  policies: [${policies}]
  enforcement: ${enforcement}
${more}
---
`;
}

/** A context in which nothing is known but the time. */
export const CONTEXT: DecisionContext = {
  now: Date.UTC(2026, 5, 15),
  kubernetesVersion: '1.35',
  namespaceLabels: () => undefined,
};
