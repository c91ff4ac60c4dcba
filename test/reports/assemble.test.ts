import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Decision } from '../../src/engine/decision.ts';
import { assembleReport, exitCodeOf, type Run } from '../../src/reports/assemble.ts';
import { type Judgement, portionOf } from '../../src/reports/portion.ts';
import { findingOf, judgementOf } from '../builders/judgement.ts';

const run = (judgements: readonly Judgement[], more: Partial<Run> = {}): Run => ({
  version: '0.1.0',
  gate: 'commit',
  kubernetes: '1.35',
  bundle: undefined,
  portion: portionOf(judgements),
  findings: [],
  errors: [],
  files: 1,
  ignored: 0,
  ...more,
});

describe('assembleReport()', () => {
  it('gives findings their places and sorts them by place, rule and message', () => {
    const report = assembleReport(
      run([
        judgementOf({ findings: [findingOf()] }, 'b.yaml'),
        judgementOf({
          findings: [findingOf({ rule: 'z' }), findingOf({ pointer: '/spec/hostPID', rule: 'a' }), findingOf()],
        }),
      ]),
    );
    assert.deepEqual(
      report.findings.map(({ rule, location }) => `${rule} ${location?.file}:${location?.line}:${location?.column}`),
      ['a a.yaml:4:1', 'network a.yaml:5:3', 'z a.yaml:5:3', 'network b.yaml:5:3'],
    );
    assert.deepEqual(report.findings[0]?.object, { apiVersion: 'v1', kind: 'Pod', namespace: null, name: 'web-' });
  });

  it('counts findings by enforcement and exempted ones apart', () => {
    const findings = [
      findingOf(),
      findingOf({ enforcement: 'warn' }),
      findingOf({ enforcement: 'audit' }),
      findingOf({ exemption: 'x' }),
    ];
    const { summary } = assembleReport(run([judgementOf({ findings })], { ignored: 3 }));
    assert.deepEqual(summary, {
      files: 1,
      objects: 1,
      denied: 1,
      warned: 1,
      audited: 1,
      exempted: 1,
      errors: 0,
      unjudged: 0,
      ignored: 3,
    });
  });

  it('puts errors of reading and of rules together, those without a place first', () => {
    const error = { code: 'budget', message: 'too long', policy: 'p', rule: 'r', enforcement: 'warn' } as const;
    const read = { code: 'git', message: 'no git', enforcement: 'deny', location: null } as const;
    const report = assembleReport(run([judgementOf({ errors: [error] })], { errors: [read] }));
    assert.deepEqual(
      report.errors.map(({ code, location }) => [code, location?.line]),
      [
        ['git', undefined],
        ['budget', 1],
      ],
    );
  });
});

describe('exitCodeOf()', () => {
  const code = (decision: Partial<Decision>, failOn: 'deny' | 'warn' = 'deny') =>
    exitCodeOf(assembleReport(run([judgementOf(decision)])), failOn);
  const error = (enforcement: 'deny' | 'warn') => ({ errors: [{ code: 'c', message: 'm', policy: 'p', enforcement }] });

  it('is 0 when nothing is refused, 1 when something is, 2 when something could not be judged', () => {
    assert.equal(code({}), 0);
    assert.equal(code({ findings: [findingOf({ enforcement: 'audit' }), findingOf({ exemption: 'x' })] }, 'warn'), 0);
    assert.equal(code({ findings: [findingOf()] }), 1);
    assert.equal(code({ findings: [findingOf()], ...error('deny') }), 2);
  });

  it('counts warnings only when asked to', () => {
    assert.equal(code({ findings: [findingOf({ enforcement: 'warn' })] }), 0);
    assert.equal(code({ findings: [findingOf({ enforcement: 'warn' })] }, 'warn'), 1);
    assert.equal(code(error('warn')), 0);
    assert.equal(code(error('warn'), 'warn'), 1);
  });
});
