import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Change } from '../../src/change/change.ts';
import type { Decision, Finding } from '../../src/engine/decision.ts';
import { parseManifests } from '../../src/manifest/parse.ts';
import { type Judgement, joinPortions, portionOf, reportedObject } from '../../src/reports/portion.ts';

const text = 'apiVersion: v1\nkind: Pod\nmetadata: {generateName: web-}\nspec:\n  hostNetwork: true\n';
const document = parseManifests(text).documents[0]!;
const change: Change = {
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
const finding: Finding = {
  policy: 'host',
  rule: 'network',
  category: 'test',
  severity: 'high',
  enforcement: 'deny',
  message: 'host network',
  remediation: 'remove it',
  pointer: '/spec/hostNetwork',
};
const judgement = (decision: Partial<Decision>, file = 'a.yaml'): Judgement => ({
  change,
  decision: { verdict: 'allow', findings: [], errors: [], unjudged: [], bundle: 'sha256:1', ...decision },
  source: { file, document },
});
const unjudged = [{ policy: 'p', rule: 'r', reason: 'no history' }];
const errors = [{ code: 'budget', message: 'too long', policy: 'p', rule: 'r', enforcement: 'warn' as const }];

describe('portionOf()', () => {
  it('keeps findings and errors with their places, and counts the objects', () => {
    const portion = portionOf([judgement({ findings: [finding], errors }), judgement({})]);
    assert.equal(portion.objects, 2);
    assert.deepEqual(portion.findings[0]?.location, { file: 'a.yaml', line: 5, column: 3 });
    assert.deepEqual(portion.findings[0]?.object, { apiVersion: 'v1', kind: 'Pod', namespace: null, name: 'web-' });
    assert.deepEqual(portion.errors[0]?.location, { file: 'a.yaml', line: 1, column: 1 });
  });

  it('folds rules that were not judged into one line with a count', () => {
    const { unjudged: folded } = portionOf([judgement({ unjudged }), judgement({ unjudged })]);
    assert.deepEqual(folded, [{ ...unjudged[0], count: 2 }]);
  });
});

describe('joinPortions()', () => {
  it('makes of parts what the whole would have made', () => {
    const all = [
      judgement({ findings: [finding] }),
      judgement({ unjudged, errors }, 'b.yaml'),
      judgement({ unjudged }),
    ];
    assert.deepEqual(joinPortions(all.map((one) => portionOf([one]))), portionOf(all));
    assert.deepEqual(joinPortions([]), portionOf([]));
  });
});

describe('reportedObject()', () => {
  it('says null for a namespace that is not known', () => {
    assert.equal(reportedObject(change).namespace, null);
    assert.equal(reportedObject({ ...change, namespace: '' }).namespace, '');
  });
});
