import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { validateJobSpec } from '../../../src/validation/batch/job-spec.ts';
import type { FieldErrors } from '../../../src/validation/subject.ts';

describe('validateJobSpec()', () => {
  it('reports below the pointer that it is given', () => {
    const out: FieldErrors = [];
    validateJobSpec(out, { backoffLimit: -1 }, '/spec/jobTemplate/spec', { minor: 35 });
    assert.equal(out[0]?.pointer, '/spec/jobTemplate/spec/backoffLimit');
    assert.ok(out.every(({ pointer }) => pointer.startsWith('/spec/jobTemplate/spec/')));
  });

  it('says what to write where the server would set a restartPolicy that no Job takes', () => {
    const out: FieldErrors = [];
    const pod = { restartPolicy: 'Always', containers: [] };
    validateJobSpec(out, { template: { spec: pod } }, '/spec', { minor: 35 });
    const error = out.find(({ pointer }) => pointer === '/spec/template/spec/restartPolicy');
    assert.equal(error?.message, 'restartPolicy is missing: a Job takes `OnFailure` or `Never`, and not `Always`');
  });
});
