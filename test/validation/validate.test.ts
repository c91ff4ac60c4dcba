import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { validate } from '../../src/validation/validate.ts';
import { named } from '../builders/pod-cases.ts';

describe('validate()', () => {
  it('judges the metadata of every built-in kind', () => {
    const object = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'A' } };
    assert.deepEqual(named(validate({ object, old: undefined, minor: 35 })), ['invalid /metadata/name']);
  });
  it('says nothing of kinds that it does not know', () => {
    const object = { apiVersion: 'example.com/v1', kind: 'Thing', metadata: { name: 'A' } };
    assert.deepEqual(validate({ object, old: undefined, minor: 35 }), []);
  });
  it('takes what has no shape at all', () => {
    for (const spec of [
      null,
      [],
      'a',
      { containers: 'a' },
      { containers: [null, 1], volumes: { a: 1 } },
      JSON.parse('{"__proto__":[]}'),
    ]) {
      const object = { apiVersion: 'v1', kind: 'Pod', metadata: spec, spec };
      assert.ok(validate({ object, old: object, minor: 35 }).length > 0);
    }
  });
});
