// A judged change of a Pod with its place in a file, for tests of reports.
import type { Change } from '../../src/change/change.ts';
import type { Decision, Finding } from '../../src/engine/decision.ts';
import { parseManifests } from '../../src/manifest/parse.ts';
import type { Judgement } from '../../src/reports/portion.ts';

const text = 'apiVersion: v1\nkind: Pod\nmetadata: {generateName: web-}\nspec:\n  hostNetwork: true\n';
const document = parseManifests(text).documents[0]!;

/** The creation of a Pod that has no name yet, in a namespace that is not known. */
export const POD_CHANGE: Change = {
  operation: 'CREATE',
  gvk: { group: '', version: 'v1', kind: 'Pod' },
  subresource: undefined,
  namespace: undefined,
  name: '',
  object: document.value as never,
  oldObject: undefined,
  actor: undefined,
  dryRun: false,
  origin: { gate: 'commit', comparable: false },
};

/** A finding about its host network, on line 5. */
export const findingOf = (more: Partial<Finding> = {}): Finding => ({
  policy: 'host',
  rule: 'network',
  category: 'test',
  severity: 'high',
  enforcement: 'deny',
  message: 'host network',
  remediation: 'remove it',
  pointer: '/spec/hostNetwork',
  ...more,
});

/** The judgement of that change. */
export const judgementOf = (decision: Partial<Decision>, file = 'a.yaml'): Judgement => ({
  change: POD_CHANGE,
  decision: { verdict: 'allow', findings: [], errors: [], unjudged: [], bundle: 'sha256:1', ...decision },
  source: { file, document },
});
