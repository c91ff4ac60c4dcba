import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compileSchema } from '../../src/policy/json-schema.ts';
import { API_VERSION, ENFORCEMENTS, SEVERITIES } from '../../src/policy/policy.ts';
import { DOCUMENT_KINDS, documentSchema } from '../../src/policy/schema.ts';

describe('document schemas', () => {
  it('compile, one for each kind', () => {
    assert.equal(DOCUMENT_KINDS.length, 7);
    for (const kind of DOCUMENT_KINDS) assert.equal(compileSchema(documentSchema(kind)).ok, true, kind);
  });

  it('state the API version and the words of the contract', () => {
    assert.equal(API_VERSION, 'sallyport.dev/v1alpha1');
    assert.deepEqual([...ENFORCEMENTS], ['audit', 'warn', 'deny']);
    assert.deepEqual([...SEVERITIES], ['low', 'medium', 'high', 'critical']);
  });
});
