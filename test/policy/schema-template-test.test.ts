import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compileDocumentSchema } from '../../src/policy/json-schema.ts';
import { TEMPLATE_TEST } from '../../src/policy/schema-template-test.ts';

const validate = compileDocumentSchema(TEMPLATE_TEST);
const test = (one: object) => ({ template: 'web', cases: [one] });

describe('TEMPLATE_TEST', () => {
  it('takes cases that accept, and cases that reject with their drifts', () => {
    const input = { params: {}, changes: [{ object: 'a', op: 'remove', path: '' }], namespace: { name: 'x' } };
    assert.ok(validate(test({ name: 'a', accept: input, finds: {} })));
    assert.ok(validate(test({ name: 'a', reject: { objects: [{}] }, drifts: [{ type: 'extra', pointer: '/a' }] })));
  });

  it('refuses what says nothing, or two things', () => {
    const drifts = [{ type: 'extra', pointer: '/a' }];
    for (const one of [
      { name: 'a' },
      { name: 'a', accept: {} },
      { name: 'a', accept: { params: {}, manifest: 'x' } },
      { name: 'a', accept: { params: {} }, drifts },
      { name: 'a', reject: { params: {} } },
      { name: 'a', reject: { params: {} }, drifts: [] },
      { name: 'a', accept: { params: {}, more: 1 } },
    ])
      assert.equal(validate(test(one)), false, JSON.stringify(one));
  });
});
