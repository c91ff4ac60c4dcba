import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkApiVersion, validateObjectReference } from '../../../src/validation/autoscaling/object-reference.ts';
import type { FieldErrors } from '../../../src/validation/subject.ts';

describe('references of autoscalers', () => {
  it('have a kind and a name that fit a path', () => {
    const out: FieldErrors = [];
    validateObjectReference(out, { kind: 'Deployment', name: 'web' }, '/ref');
    assert.equal(out.length, 0);
    validateObjectReference(out, { kind: '..', name: '' }, '/ref');
    assert.deepEqual(
      out.map(({ type, pointer }) => `${type} ${pointer}`),
      ['invalid /ref/kind', 'required /ref/name'],
    );
  });

  it('have an apiVersion of one slash at most', () => {
    const accepted = ['', 'v1', 'apps/v1', 'a/b/c'].map((apiVersion) => checkApiVersion([], { apiVersion }, '/ref'));
    assert.deepEqual(accepted, [true, true, true, false]);
  });
});
