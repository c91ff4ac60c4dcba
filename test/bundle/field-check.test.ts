import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { apiTypes, fieldProblems } from '../../src/bundle/field-check.ts';

const problems = (rule: object) =>
  fieldProblems({ match: { kinds: ['Deployment'] }, rules: [{ id: 'a', message: '', ...rule }] } as never).map(
    ({ pointer }) => pointer,
  );

describe('field check', () => {
  it('points at the path in the document', () => {
    assert.deepEqual(problems({ at: 'spec.replica' }), ['/spec/rules/0/at']);
    assert.deepEqual(problems({ transition: { only: ['spec.replicas', 'spec.none'] } }), [
      '/spec/rules/0/transition/only/1',
    ]);
    assert.deepEqual(problems({ assert: 'true' }), []);
  });

  it('reads the types that the package carries', () => {
    assert.ok(Object.keys(apiTypes().kinds).length > 50);
  });
});
