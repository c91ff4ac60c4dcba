import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { joinPortions, portionOf, reportedObject } from '../../src/reports/portion.ts';
import { findingOf, judgementOf, POD_CHANGE } from '../builders/judgement.ts';

const finding = findingOf();
const unjudged = [{ policy: 'p', rule: 'r', reason: 'no history' }];
const errors = [{ code: 'budget', message: 'too long', policy: 'p', rule: 'r', enforcement: 'warn' as const }];

describe('portionOf()', () => {
  it('keeps findings and errors with their places, and counts the objects', () => {
    const portion = portionOf([judgementOf({ findings: [finding], errors }), judgementOf({})]);
    assert.equal(portion.objects, 2);
    assert.deepEqual(portion.findings[0]?.location, { file: 'a.yaml', line: 5, column: 3 });
    assert.deepEqual(portion.findings[0]?.object, { apiVersion: 'v1', kind: 'Pod', namespace: null, name: 'web-' });
    assert.deepEqual(portion.errors[0]?.location, { file: 'a.yaml', line: 1, column: 1 });
  });

  it('folds rules that were not judged into one line with a count', () => {
    const { unjudged: folded } = portionOf([judgementOf({ unjudged }), judgementOf({ unjudged })]);
    assert.deepEqual(folded, [{ ...unjudged[0], count: 2 }]);
  });
});

describe('joinPortions()', () => {
  it('makes of parts what the whole would have made', () => {
    const all = [
      judgementOf({ findings: [finding] }),
      judgementOf({ unjudged, errors }, 'b.yaml'),
      judgementOf({ unjudged }),
    ];
    assert.deepEqual(joinPortions(all.map((one) => portionOf([one]))), portionOf(all));
    assert.deepEqual(joinPortions([]), portionOf([]));
  });
});

describe('reportedObject()', () => {
  it('says null for a namespace that is not known', () => {
    assert.equal(reportedObject(POD_CHANGE).namespace, null);
    assert.equal(reportedObject({ ...POD_CHANGE, namespace: '' }).namespace, '');
  });
});
