import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compileDocumentSchema } from '../../src/policy/json-schema.ts';
import { POLICY_TEST } from '../../src/policy/schema-policy-test.ts';

const validate = compileDocumentSchema(POLICY_TEST);
const finding = { rule: 'r', pointer: '', message: 'm' };
const spec = (...cases: readonly object[]) => ({ policy: 'p', cases });

describe('POLICY_TEST', () => {
  it('takes cases that accept, and cases that reject with all their findings', () => {
    assert.ok(validate(spec({ name: 'a', accept: { object: {} } }, { name: 'b', reject: {}, findings: [finding] })));
    assert.ok(validate({ ...spec({ name: 'a', accept: { operation: 'AUDIT' } }), definitions: [{}], parameters: {} }));
  });

  it('refuses cases that say too little, too much or both', () => {
    for (const one of [
      { name: 'a' },
      { accept: {} },
      { name: 'a', reject: {} },
      { name: 'a', reject: {}, findings: [] },
      { name: 'a', accept: {}, findings: [finding] },
      { name: 'a', accept: { operation: 'PATCH' } },
      { name: 'a', accept: { objects: [] } },
    ])
      assert.ok(!validate(spec(one)), JSON.stringify(one));
    assert.ok(!validate(spec()));
  });
});
