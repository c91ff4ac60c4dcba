import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { count, objectName, outcomeOf, ruleName, summaryLine } from '../../src/reports/summary.ts';
import { goldenReport } from '../builders/report.ts';

const empty = goldenReport('empty');
const withCounts = (counts: Partial<typeof empty.summary>) => ({ ...empty, summary: { ...empty.summary, ...counts } });

describe('outcomeOf()', () => {
  it('ranks not judged over denied over warned over passed', () => {
    assert.equal(outcomeOf(empty), 'nothing to check');
    assert.equal(outcomeOf(withCounts({ objects: 1, warned: 3 })), 'warned');
    assert.equal(outcomeOf(withCounts({ objects: 1, audited: 3 })), 'passed');
    assert.equal(outcomeOf(withCounts({ objects: 1, denied: 1 })), 'denied');
    assert.equal(outcomeOf(goldenReport('mixed')), 'could not judge');
  });

  it('does not call a run empty that only has errors', () => {
    const [error] = goldenReport('errors').errors;
    assert.equal(outcomeOf({ ...empty, errors: [{ ...error!, enforcement: 'warn' }] }), 'warned');
  });
});

describe('summaryLine()', () => {
  it('leaves out what is zero', () => {
    assert.equal(summaryLine(withCounts({ objects: 1, files: 2 })), 'passed: 1 object in 2 files');
    assert.equal(
      summaryLine(withCounts({ objects: 3, files: 1, denied: 2, exempted: 1, unjudged: 1, ignored: 1 })),
      'denied: 3 objects in 1 file, 2 denied, 1 exempted, 1 rule not judged, 1 document ignored',
    );
  });

  it('speaks of no files where there are none', () => {
    assert.equal(summaryLine({ ...withCounts({ objects: 2 }), gate: 'audit' }), 'passed: 2 objects');
  });
});

describe('names', () => {
  it('of objects say what is known, on one line', () => {
    const web = { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'shop', name: 'web' };
    assert.equal(objectName(web), 'Deployment shop/web');
    assert.equal(objectName({ ...web, namespace: null }), 'Deployment web');
    assert.equal(objectName({ ...web, namespace: '', name: '' }), 'Deployment (generated name)');
    assert.equal(objectName({ ...web, name: 'a\nb' }), 'Deployment shop/a\\nb');
  });

  it('of rules fall back to the policy', () => {
    assert.equal(ruleName('probes', 'readiness'), 'probes/readiness');
    assert.equal(ruleName('probes', undefined), 'probes');
  });

  it('of counts know one from many', () => {
    assert.deepEqual(
      [0, 1, 2].map((number) => count(number, 'file')),
      ['0 files', '1 file', '2 files'],
    );
  });
});
