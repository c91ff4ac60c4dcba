import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { sarif } from '../../src/reports/sarif.ts';
import { goldenNames, goldenReport } from '../builders/report.ts';
import { SARIF_SCHEMA } from './sarif-schema.ts';

const ajv = new Ajv2020({ strict: true, allErrors: true });
addFormats.default(ajv);
const validate = ajv.compile(SARIF_SCHEMA);

interface Result {
  ruleId: string;
  ruleIndex: number;
  level: string;
  message: { text: string };
  locations: { physicalLocation?: { artifactLocation: { uri: string; uriBaseId?: string } } }[];
  partialFingerprints: Record<string, string>;
  suppressions?: { justification: string }[];
}
const runOf = (name: string) => JSON.parse(sarif(goldenReport(name))).runs[0];
const resultsOf = (name: string) => runOf(name).results as Result[];

describe('sarif()', () => {
  it('is valid SARIF 2.1.0', () => {
    for (const name of goldenNames()) {
      const log = JSON.parse(sarif(goldenReport(name)));
      assert.ok(validate(log), `${name}: ${ajv.errorsText(validate.errors)}`);
    }
  });

  it('is checked by a schema that notices a wrong log', () => {
    for (const break_ of [
      (run: Record<string, unknown>) => delete run['tool'],
      (run: Record<string, unknown>) => Object.assign(run, { columnKind: 'bytes' }),
      (run: Record<string, unknown>) => Object.assign(run, { finding: [] }),
      (run: Record<string, unknown>) => Object.assign((run['results'] as { level: string }[])[0]!, { level: 'deny' }),
    ]) {
      const log = JSON.parse(sarif(goldenReport('mixed')));
      break_(log.runs[0]);
      assert.equal(validate(log), false);
    }
  });

  it('gives each result its rule, and each rule its help', () => {
    const { rules } = runOf('mixed').tool.driver;
    for (const { ruleId, ruleIndex } of resultsOf('mixed')) assert.equal(rules[ruleIndex].id, ruleId);
    assert.equal(new Set(rules.map(({ id }: { id: string }) => id)).size, rules.length);
    assert.equal(rules[0].helpUri, 'https://kubernetes.io/docs/concepts/security/pod-security-standards/');
    assert.equal(rules[0].properties['security-severity'], '8.0');
    // A reference that is no URI is passed over.
    assert.equal(rules[2].helpUri, 'https://example.com/handbook');
    for (const rule of rules) assert.ok(rule.help.text.length > 0);
  });

  it('takes the level from the enforcement', () => {
    const { findings } = goldenReport('mixed');
    const levels = { deny: 'error', warn: 'warning', audit: 'note' };
    assert.deepEqual(
      resultsOf('mixed').map(({ level }) => level),
      findings.map(({ enforcement }) => levels[enforcement]),
    );
  });

  it('writes files as relative, percent-encoded URIs that read back', () => {
    const { findings } = goldenReport('strange');
    for (const [index, { locations }] of resultsOf('strange').entries()) {
      const { uri, uriBaseId } = locations[0]!.physicalLocation!.artifactLocation;
      const file = findings[index]!.location!.file;
      assert.match(uri, /^[A-Za-z0-9\-._~!*'()/%:]*$/);
      assert.equal(decodeURIComponent(uri.replace(/^file:\/\//, '')), file.replace('\ud800', '\ufffd'));
      assert.equal(uriBaseId, file.startsWith('/') ? undefined : '%SRCROOT%');
      // Resolved against a root it stays below it (unless it says ..) and never becomes another scheme.
      if (!file.startsWith('..') && !file.startsWith('/'))
        assert.match(new URL(uri, 'file:///checkout/').href, /^file:\/\/\/checkout\//);
    }
  });

  it('suppresses what is exempted and nothing else', () => {
    const suppressed = resultsOf('mixed').filter(({ suppressions }) => suppressions);
    assert.deepEqual(
      suppressed.map(({ suppressions }) => suppressions),
      [[{ kind: 'external', status: 'accepted', justification: 'exempted by node-agent-needs-the-host' }]],
    );
  });

  it('keeps fingerprints when files and lines move, and tells findings apart', () => {
    const before = resultsOf('mixed').map((result) => result.partialFingerprints);
    const report = goldenReport('mixed');
    const moved = {
      ...report,
      findings: report.findings.map((one) => ({
        ...one,
        message: 'x',
        location: { file: 'moved.yaml', line: 9, column: 9 },
      })),
    };
    const after = JSON.parse(sarif(moved)).runs[0].results.map((result: Result) => result.partialFingerprints);
    assert.deepEqual(after, before);
    assert.equal(new Set(before.map((one) => JSON.stringify(one))).size, before.length);
  });

  it('reports errors as notifications, and a run with one that denies as unsuccessful', () => {
    const [invocation] = runOf('errors').invocations;
    assert.equal(invocation.executionSuccessful, false);
    assert.equal(invocation.toolExecutionNotifications.length, 3);
    assert.equal(runOf('empty').invocations[0].executionSuccessful, true);
    const levels = runOf('mixed').invocations[0].toolExecutionNotifications.map(({ level }: Result) => level);
    assert.deepEqual(levels, ['error', 'warning', 'error', 'note', 'note']);
  });

  it('lets no text pose as a placeholder or a link', () => {
    const text = resultsOf('strange').at(-1)!.message.text;
    assert.ok(text.includes('{{0}}'));
    assert.ok(!/[^\\]\]\(/.test(text));
  });
});
