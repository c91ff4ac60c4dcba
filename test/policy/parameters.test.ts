import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { JsonObject } from '../../src/kube/object.ts';
import { compileParameters } from '../../src/policy/parameters.ts';

const check = (schema: JsonObject | undefined, values: JsonObject) => {
  const compiled = compileParameters(schema);
  assert.ok(compiled.ok);
  return compiled.value(values);
};

const SCHEMA = {
  type: 'object',
  required: ['hosts'],
  properties: {
    hosts: { type: 'array', items: { type: 'object', properties: { port: { type: 'integer', default: 443 } } } },
    mode: { type: 'object', default: {}, properties: { strict: { type: 'boolean', default: true } } },
  },
};

describe('parameters', () => {
  it('are completed with their defaults, nested ones too', () => {
    assert.deepEqual(check(SCHEMA, { hosts: [{}] }), {
      ok: true,
      value: { hosts: [{ port: 443 }], mode: { strict: true } },
    });
  });

  it('are refused when required ones are missing, unknown or of another type', () => {
    for (const values of [{}, { hosts: 'x' }, { hosts: [], extra: 1 }])
      assert.equal(check(SCHEMA, values as JsonObject).ok, false, JSON.stringify(values));
  });

  it('are none where the policy states none', () => {
    assert.deepEqual(check(undefined, {}), { ok: true, value: {} });
    assert.equal(check(undefined, { a: 1 }).ok, false);
  });

  it('need a sound schema', () => {
    assert.equal(compileParameters({ typ: 'object' }).ok, false);
  });
});
