import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Report } from '../../src/reports/report.ts';
import { text } from '../../src/reports/text.ts';
import { goldenReport } from '../builders/report.ts';

const plain = (report: Report, width = 80) => text(report, { colour: false, width });

describe('text()', () => {
  it('fits the width, but for what cannot be broken and the summary', () => {
    for (const width of [60, 80, 120]) {
      const lines = plain(goldenReport('mixed'), width).split('\n').slice(0, -3);
      // The path of one file alone is longer than 60 columns, and with place and verdict than 80.
      assert.ok(lines.filter((line) => line.length > width).length <= 1, `width ${width}`);
      assert.ok(!lines.some((line) => line.endsWith(' ')));
    }
  });

  it('groups findings by file in the order of the report', () => {
    const files = [...plain(goldenReport('mixed')).matchAll(/^(\S+):\d+:\d+ {2}(?!error)/gm)].map((match) => match[1]);
    assert.deepEqual(files, [
      ...['apps/web.yaml', 'apps/web.yaml', 'apps/web.yaml'],
      'clusters/production/europe-west/namespaces/shop/overlays/canary/debug-pod.yaml',
      'infra/agent.yaml',
    ]);
  });

  it('only counts audit findings', () => {
    const output = plain(goldenReport('mixed'));
    assert.ok(!output.includes('readiness'));
    assert.match(output, /1 audited/);
  });

  it('says what is wrong once where neighbours share it', () => {
    assert.equal(plain(goldenReport('mixed')).split('fix: remove `securityContext.privileged`').length - 1, 1);
  });

  it('ends with the summary', () => {
    assert.match(plain(goldenReport('mixed')).trimEnd().split('\n').at(-1)!, /^could not judge: 5 objects in 6 files/);
    assert.match(plain(goldenReport('empty')).trimEnd().split('\n').at(-1)!, /^nothing to check: 0 objects/);
  });

  it('has the same words with and without colour', () => {
    const coloured = text(goldenReport('mixed'), { colour: true, width: 80 });
    assert.equal(coloured.replace(/\u001b\[\d+m/g, ''), plain(goldenReport('mixed')));
    assert.notEqual(coloured, plain(goldenReport('mixed')));
  });
});
