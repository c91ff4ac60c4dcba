import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { validateAccessModes } from '../../../src/validation/core/access-modes.ts';
import type { FieldErrors } from '../../../src/validation/subject.ts';

describe('validateAccessModes()', () => {
  it('takes at least one known mode, and ReadWriteOncePod alone', () => {
    const cases: readonly (readonly [readonly string[], readonly string[]])[] = [
      [['ReadWriteOnce', 'ReadWriteMany'], []],
      [['ReadWriteOncePod'], []],
      [['ReadWriteOncePod', 'Unknown'], ['not-supported /spec/accessModes/1']],
      [[], ['required /spec/accessModes']],
      [['ReadWriteOncePod', 'ReadOnlyMany'], ['forbidden /spec/accessModes']],
    ];
    for (const [accessModes, refused] of cases) {
      const out: FieldErrors = [];
      validateAccessModes(out, { accessModes }, '/spec');
      assert.deepEqual(
        out.map(({ type, pointer }) => `${type} ${pointer}`),
        refused,
      );
    }
  });
});
