import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { json } from '../../src/reports/json.ts';
import { goldenReport } from '../builders/report.ts';

const parsed = (name: string) => JSON.parse(json(goldenReport(name)));

describe('json()', () => {
  it('has exactly the keys of the contract, in its order', () => {
    const report = parsed('mixed');
    assert.deepEqual(Object.keys(report), [
      'sallyport',
      'bundle',
      'gate',
      'kubernetes',
      'summary',
      'findings',
      'errors',
      'unjudged',
    ]);
    assert.deepEqual(Object.keys(report.summary), [
      'files',
      'objects',
      'denied',
      'warned',
      'audited',
      'exempted',
      'errors',
      'unjudged',
      'ignored',
    ]);
    for (const finding of report.findings)
      assert.deepEqual(Object.keys(finding), [
        'policy',
        'rule',
        'category',
        'severity',
        'enforcement',
        'message',
        'remediation',
        'operation',
        'object',
        'pointer',
        'location',
        'exemption',
      ]);
    assert.deepEqual(Object.keys(report.findings[0].object), ['apiVersion', 'kind', 'namespace', 'name']);
    assert.deepEqual(Object.keys(report.findings[0].location), ['file', 'line', 'column']);
    for (const error of parsed('errors').errors) assert.deepEqual(Object.keys(error), ['code', 'message', 'location']);
  });

  it('says null for no exemption, no location and an unknown namespace', () => {
    const { findings } = parsed('mixed');
    assert.equal(findings[0].exemption, null);
    assert.equal(findings[4].exemption, 'node-agent-needs-the-host');
    assert.equal(findings[3].object.namespace, null);
    assert.equal(findings[6].location, null);
  });

  it('keeps order and texts of the report', () => {
    const report = goldenReport('strange');
    assert.deepEqual(
      parsed('strange').findings.map(({ message, location }: { message: string; location: unknown }) => [
        message,
        location,
      ]),
      report.findings.map(({ message, location }) => [message, location]),
    );
  });

  it('names the policy of an error that has one', () => {
    const [error] = parsed('mixed').errors;
    assert.equal(error.policy, 'quarantine');
    assert.equal(error.rule, 'labelled');
    assert.equal(error.enforcement, 'deny');
    assert.equal(error.object.name, 'web');
  });
});
