import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DRIFT_TYPES } from '../../src/template/template.ts';

describe('the vocabulary of templates', () => {
  it('has each drift type once', () => {
    assert.equal(new Set(DRIFT_TYPES).size, 15);
    assert.equal(DRIFT_TYPES.length, 15);
  });
});
