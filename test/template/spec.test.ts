import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { documentSchema } from '../../src/policy/schema.ts';
import { TEMPLATE_STATUSES } from '../../src/template/spec.ts';

describe('what an author writes', () => {
  it('has the states of life that the schema takes', () => {
    assert.ok(JSON.stringify(documentSchema('ResourceTemplate')).includes(JSON.stringify(TEMPLATE_STATUSES)));
  });
});
