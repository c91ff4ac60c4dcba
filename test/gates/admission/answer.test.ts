import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Change } from '../../../src/change/change.ts';
import type { Decision, EvaluationError, Finding } from '../../../src/engine/decision.ts';
import { answerReview, refuseReview } from '../../../src/gates/admission/answer.ts';
import { intakeReview } from '../../../src/gates/admission/intake.ts';
import { recordedReview } from '../../builders/review.ts';

const intake = intakeReview(recordedReview('pod-create'));
assert.ok(intake.ok);
const change: Change = intake.change;

const finding = (fields: Partial<Finding> = {}): Finding => ({
  policy: 'unprivileged-containers',
  rule: 'privileged',
  category: 'pod-security',
  severity: 'high',
  enforcement: 'deny',
  message: 'container `web` is privileged',
  remediation: 'remove `securityContext.privileged`',
  pointer: '/spec/containers/0/securityContext/privileged',
  ...fields,
});

const failure = (fields: Partial<EvaluationError> = {}): EvaluationError => ({
  code: 'namespace-unknown',
  message: 'the labels of namespace `shop` are not known',
  policy: 'allowed-kinds',
  enforcement: 'deny',
  ...fields,
});

const decision = (fields: Partial<Decision>): Decision => ({
  verdict: 'allow',
  findings: [],
  errors: [],
  unjudged: [],
  bundle: 'sha256:0123',
  ...fields,
});

const answer = (fields: Partial<Decision>, to: Change = change) => answerReview('u-1', to, decision(fields)).response;

describe('answerReview()', () => {
  it('allows with the digest and nothing else', () => {
    assert.deepEqual(answerReview('u-1', change, decision({})), {
      apiVersion: 'admission.k8s.io/v1',
      kind: 'AdmissionReview',
      response: { uid: 'u-1', allowed: true, auditAnnotations: { bundle: 'sha256:0123' } },
    });
  });

  it('denies with reasons first, then a line for each finding', () => {
    const { allowed, status } = answer({
      verdict: 'deny',
      findings: [finding(), finding({ policy: 'b', pointer: '' })],
    });
    assert.equal(allowed, false);
    assert.equal(status?.code, 403);
    assert.equal(status?.reason, 'Forbidden');
    assert.deepEqual(status?.message.split('\n'), [
      'Pod `shop/web-0` is denied by unprivileged-containers, b: container `web` is privileged',
      '- unprivileged-containers/privileged: container `web` is privileged (at /spec/containers/0/securityContext/privileged); remove `securityContext.privileged`',
      '- b/privileged: container `web` is privileged; remove `securityContext.privileged`',
    ]);
  });

  it('names an object without a name by its generateName, and a subresource', () => {
    const object = { ...change.object, metadata: { generateName: 'web-' } };
    const { status } = answer({ verdict: 'deny', findings: [finding()] }, { ...change, name: '', object });
    assert.match(status?.message ?? '', /^Pod `shop\/web-\*` is denied/);
    const exec = answer({ verdict: 'deny', findings: [finding()] }, { ...change, subresource: 'exec' });
    assert.match(exec.status?.message ?? '', /^Pod `shop\/web-0` \(exec\) is denied/);
  });

  it('denies for an error under onError deny, and warns for one under onError warn', () => {
    const denied = answer({ verdict: 'deny', errors: [failure({ rule: 'kinds' })] });
    assert.match(denied.status?.message ?? '', /allowed-kinds\/kinds: could not be judged: the labels of/);
    assert.match(denied.auditAnnotations?.['errors'] ?? '', /"code":"namespace-unknown"/);
    const warned = answer({ verdict: 'warn', errors: [failure({ enforcement: 'warn' })] });
    assert.equal(warned.allowed, true);
    assert.deepEqual(warned.warnings, [
      'allowed-kinds: could not be judged: the labels of namespace `shop` are not known (namespace-unknown)',
    ]);
  });

  it('sends warnings with a denial too, and leaves out exempted findings everywhere', () => {
    const findings = [
      finding(),
      finding({ policy: 'w', enforcement: 'warn' }),
      finding({ policy: 'excused', exemption: 'e' }),
      finding({ policy: 'excused', enforcement: 'warn', exemption: 'e' }),
      finding({ policy: 'excused', enforcement: 'audit', exemption: 'e' }),
    ];
    const response = answer({ verdict: 'deny', findings });
    assert.equal(response.warnings?.length, 1);
    assert.doesNotMatch(JSON.stringify(response), /excused/);
  });

  it('annotates audit findings as whole JSON', () => {
    const { auditAnnotations, allowed, warnings } = answer({ findings: [finding({ enforcement: 'audit' })] });
    assert.equal(allowed, true);
    assert.equal(warnings, undefined);
    assert.deepEqual(JSON.parse(auditAnnotations?.['audit'] ?? ''), [
      {
        policy: 'unprivileged-containers',
        rule: 'privileged',
        pointer: '/spec/containers/0/securityContext/privileged',
        message: 'container `web` is privileged',
      },
    ]);
  });

  it('cuts a warning by whole characters', () => {
    const [warning] =
      answer({ findings: [finding({ enforcement: 'warn', message: '😀'.repeat(400) })] }).warnings ?? [];
    assert.equal(Array.from(warning ?? '').length, 256);
    assert.equal(Buffer.from(warning ?? '').toString(), warning);
    assert.ok(warning?.endsWith('…'));
  });

  it('keeps every limit for any findings, and says how many were left out', () => {
    const text = fc.string({ unit: 'binary', maxLength: 600 });
    const any = fc.record({ message: text, remediation: text, pointer: text, count: fc.nat({ max: 60 }) });
    fc.assert(
      fc.property(any, fc.constantFrom('deny' as const, 'warn' as const, 'audit' as const), (fields, enforcement) => {
        const findings = Array.from({ length: fields.count }, (_, index) =>
          finding({ ...fields, enforcement, policy: `p${index}` }),
        );
        const verdict = enforcement === 'audit' || fields.count === 0 ? 'allow' : enforcement;
        const { status, warnings = [], auditAnnotations = {} } = answer({ verdict, findings });
        const lengths = warnings.map((warning) => Array.from(warning).length);
        assert.ok(lengths.every((length) => length <= 256));
        assert.ok(lengths.reduce((sum, length) => sum + length, 0) <= 4096);
        assert.ok(Array.from(status?.message ?? '').length <= 4096);
        for (const annotation of Object.values(auditAnnotations)) assert.ok(Buffer.byteLength(annotation) <= 4096);
        for (const line of warnings) assert.doesNotMatch(line, /\p{Cc}/u);
        if (enforcement === 'warn' && warnings.length !== fields.count)
          assert.match(warnings.at(-1) ?? '', new RegExp(`^… and ${fields.count - warnings.length + 1} more warning`));
        if (auditAnnotations['audit'] !== undefined) {
          const listed = JSON.parse(auditAnnotations['audit']) as { omitted?: number }[];
          const omitted = listed.at(-1)?.omitted;
          assert.equal(listed.length - (omitted === undefined ? 0 : 1) + (omitted ?? 0), fields.count);
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe('refuseReview()', () => {
  it('is a well-formed denial with the uid', () => {
    assert.deepEqual(refuseReview('u-2', 413, 'too\nlarge'), {
      apiVersion: 'admission.k8s.io/v1',
      kind: 'AdmissionReview',
      response: {
        uid: 'u-2',
        allowed: false,
        status: { code: 413, reason: 'RequestEntityTooLarge', message: 'too large' },
      },
    });
  });
});
