import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { REPORT_NAMES, type ReportName, reportNamed, reports } from '../../src/reports/index.ts';
import type { Report } from '../../src/reports/report.ts';
import { GOLDEN, goldenNames, goldenReport } from '../builders/report.ts';

const PLAIN = { colour: false, width: 80 };
const ENDINGS: Readonly<Record<ReportName, string>> = { text: 'txt', json: 'json', sarif: 'sarif', github: 'log' };

/** With UPDATE_GOLDEN=1 the files are written instead; read the difference before committing it. */
function holds(file: string, actual: string): void {
  const path = join(GOLDEN, file);
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(path, actual);
  assert.ok(existsSync(path), `${path} is missing: write it with UPDATE_GOLDEN=1`);
  assert.equal(actual, readFileSync(path, 'utf8'));
}

/** All words that a reader of the report sees, in one line; formats that escape are read back. */
const seen: Readonly<Record<ReportName, (output: string) => string>> = {
  text: (output) => output.replace(/\s+/g, ' '),
  json: (output) => strings(JSON.parse(output)),
  sarif: (output) => strings(JSON.parse(output)),
  github: (output) => output.replaceAll('%0A', ' ').replaceAll('%25', '%'),
};

function strings(value: unknown): string {
  if (typeof value === 'string') return value;
  return typeof value === 'object' && value !== null ? Object.values(value).map(strings).join(' ') : '';
}

describe('goldens', () => {
  it('are there', () => {
    assert.deepEqual(goldenNames(), ['empty', 'errors', 'mixed', 'strange']);
  });
  for (const golden of goldenNames())
    for (const name of REPORT_NAMES)
      it(`${golden} as ${name}`, () => {
        holds(`${golden}/${golden}.${ENDINGS[name]}`, reports[name](goldenReport(golden), PLAIN));
      });
  it('mixed as text in colour', () => {
    holds('mixed/mixed.colour.txt', reports.text(goldenReport('mixed'), { colour: true, width: 80 }));
  });
});

for (const name of REPORT_NAMES) {
  const render = reports[name];
  describe(`report ${name}`, () => {
    it('ends with exactly one newline', () => {
      for (const golden of goldenNames()) assert.match(render(goldenReport(golden), PLAIN), /[^\n]\n$/);
    });

    it('shows the message of every finding that is not audited, and of every error', () => {
      for (const golden of ['mixed', 'errors']) {
        const report = goldenReport(golden);
        const output = seen[name](render(report, PLAIN));
        const wanted = [...report.findings.filter(({ enforcement }) => enforcement !== 'audit'), ...report.errors];
        assert.ok(wanted.length > 0);
        for (const { message } of wanted) assert.ok(output.includes(message), `${message} is missing in ${output}`);
      }
    });

    it('holds no character that steers a terminal', () => {
      for (const golden of goldenNames())
        assert.doesNotMatch(
          render(goldenReport(golden), PLAIN),
          /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/,
        );
    });

    it('changes nothing of its input and is deterministic', () => {
      const report = freeze(goldenReport('mixed'));
      assert.equal(render(report, PLAIN), render(report, PLAIN));
    });

    it('never throws, whatever the texts', () => {
      fc.assert(
        fc.property(fc.string({ unit: 'binary' }), fc.string(), fc.integer({ min: 1, max: 200 }), (one, two, width) => {
          const report = texts(goldenReport('mixed'), one, two);
          assert.match(render(report, { colour: false, width }), /\n$/);
        }),
        { numRuns: 50 },
      );
    });
  });
}

/** The report with user texts replaced. */
function texts(report: Report, one: string, two: string): Report {
  return {
    ...report,
    findings: report.findings.map((finding) => ({
      ...finding,
      message: one,
      remediation: two,
      pointer: one,
      object: { ...finding.object, name: two },
      location: finding.location && { ...finding.location, file: one },
    })),
    errors: report.errors.map((error) => ({ ...error, message: two })),
  };
}

function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) for (const one of Object.values(Object.freeze(value))) freeze(one);
  return value;
}

describe('reportNamed()', () => {
  it('knows the table and nothing that objects inherit', () => {
    assert.equal(reportNamed('json'), reports.json);
    assert.equal(reportNamed('constructor'), undefined);
    assert.equal(reportNamed('yaml'), undefined);
  });
});
