import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { validate } from '../../src/validation/validate.ts';

describe('validate()', () => {
  it('says nothing of a kind that it does not know', () => {
    const object = { apiVersion: 'example.com/v1', kind: 'Widget', metadata: { name: 'Not A Name' } };
    assert.deepEqual(validate({ object, old: undefined, minor: 35 }), []);
  });
});
