import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { FIELD_ERROR_TYPES } from '../../src/kube/field-error.ts';

describe('FIELD_ERROR_TYPES', () => {
  it('are kebab-case and unique, for they are names of rules', () => {
    assert.ok(FIELD_ERROR_TYPES.every((type) => /^[a-z]+(-[a-z]+)*$/.test(type)));
    assert.equal(new Set(FIELD_ERROR_TYPES).size, FIELD_ERROR_TYPES.length);
  });
});
