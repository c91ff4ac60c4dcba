import assert from 'node:assert/strict';
import { it } from 'node:test';
import { validateTypedReference } from '../../../src/validation/networking/reference.ts';
import type { FieldErrors } from '../../../src/validation/subject.ts';

it('checks group, kind and name of a reference', () => {
  const refused = (reference: Record<string, string>): readonly string[] => {
    const out: FieldErrors = [];
    validateTypedReference(out, reference, '/at');
    return out.map(({ type, pointer }) => `${type} ${pointer}`);
  };
  assert.deepEqual(refused({ kind: 'Bucket', name: 'a' }), []);
  assert.deepEqual(refused({ apiGroup: 'example.com', kind: 'Bucket', name: 'A:b' }), []);
  assert.deepEqual(refused({ apiGroup: '', kind: 'a/b', name: '..' }), [
    'invalid /at/apiGroup',
    'invalid /at/kind',
    'invalid /at/name',
  ]);
  assert.deepEqual(refused({}), ['required /at/kind', 'required /at/name']);
});
