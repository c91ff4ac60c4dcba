import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import {
  type DriftReport,
  driftJson,
  driftText,
  isClean,
  placeOf,
} from '../../../src/commands/template/drift-report.ts';
import { setOf } from '../../builders/estate.ts';

const TEXT = readFileSync('test/fixtures/standards/apps/web.yaml', 'utf8');
const report = (text: string, more: Partial<DriftReport> = {}): DriftReport => ({
  version: '1.0.0',
  sets: [setOf(text)],
  problems: [],
  files: 1,
  objects: 2,
  others: 0,
  ...more,
});

describe('driftText()', () => {
  it('names places, reasons and fixes, in the order of the text', () => {
    const text = driftText(
      report(TEXT.replace('limits: {memory: 256Mi}', 'limits: {memory: 1Gi}').replace('port: 80\n', 'port: 81\n')),
      false,
    );
    assert.match(text, /^web\.yaml:29:22 {2}conflict {2}/);
    assert.match(
      text,
      /\n {4}why: limits equal requests for memory, .*\n {4}first at web\.yaml:28:24\n {4}fix: set `.*` to `256Mi`\n/,
    );
    assert.match(text, /\nweb\.yaml:\d+:\d+ {2}\w+ {2}.*port/);
    assert.match(text, /\n1 set, 0 conforming, \d drifts\n$/);
  });

  it('lets nothing of a manifest reach the terminal as a control', () => {
    const text = driftText(report(TEXT.replace('kind: Service', 'kind: Service\n"a\\u001b[31m": 1')), false);
    assert.ok(!text.includes('\u001b'), JSON.stringify(text));
  });

  it('is coloured only where that is wanted', () => {
    assert.ok(driftText(report(TEXT), true).includes('\u001b[32m'));
    assert.equal(driftText(report(TEXT), false), '1 set, 1 conforming, 0 drifts\n');
  });
});

describe('driftJson()', () => {
  it('has the same for programs', () => {
    const value = JSON.parse(
      driftJson(report(TEXT.replace('limits: {memory: 256Mi}', 'limits: {memory: 1Gi}'), { others: 3 })),
    );
    assert.deepEqual(value.summary, {
      files: 1,
      objects: 2,
      withoutTemplate: 3,
      sets: 1,
      conforming: 0,
      drifts: 1,
      errors: 0,
    });
    const [drift] = value.drifts;
    assert.equal(drift.drift.type, 'conflict');
    assert.deepEqual(drift.location, { file: 'web.yaml', line: 29, column: 22 });
    assert.deepEqual(drift.fix[0].op, 'replace');
  });
});

describe('isClean() and placeOf()', () => {
  it('take an error for no pass, and a missing object to the first of its set', () => {
    assert.ok(isClean(report(TEXT)));
    assert.ok(!isClean(report(TEXT, { problems: [{ code: 'c', message: 'm', location: null }] })));
    const set = setOf(TEXT.split('---')[0]!);
    const [missing] = set.solution.drifts;
    assert.equal(missing?.type, 'object-missing');
    assert.deepEqual(placeOf(set, missing!), { file: 'web.yaml', line: 2, column: 1 });
  });
});
