import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { bindPolicies, isDate } from '../../src/bundle/bind.ts';

describe('bind', () => {
  it('isDate() knows the days of the calendar', () => {
    assert.deepEqual(['2026-02-28', '2028-02-29', '2026-02-29', '2026-13-01'].map(isDate), [true, true, false, false]);
  });

  it('bindPolicies() binds nothing without bindings', () => {
    assert.deepEqual(
      bindPolicies([], [], () => undefined, []),
      [],
    );
  });
});
