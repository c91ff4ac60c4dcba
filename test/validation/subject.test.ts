import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type FieldErrors, report } from '../../src/validation/subject.ts';

describe('report()', () => {
  it('adds an error in the order of the calls', () => {
    const out: FieldErrors = [];
    report(out, 'required', '/metadata/name', '`name` is missing');
    report(out, 'invalid', '/spec/replicas', '`replicas` is -1, and must not be negative');
    assert.deepEqual(
      out.map(({ type, pointer }) => [type, pointer]),
      [
        ['required', '/metadata/name'],
        ['invalid', '/spec/replicas'],
      ],
    );
  });
});
