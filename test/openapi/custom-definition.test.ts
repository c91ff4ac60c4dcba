import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compileCel } from '../../src/cel/compile.ts';
import type { Json, JsonObject } from '../../src/kube/object.ts';
import { anything } from '../../src/openapi/check.ts';
import { checkDefinition } from '../../src/openapi/custom-definition.ts';

const options = { minor: 35, metadata: anything, compileRule: compileCel };
const AT = '/spec/versions/0/schema/openAPIV3Schema';
const found = (schema: Json, subresources?: JsonObject) =>
  checkDefinition(
    { spec: { versions: [{ schema: { openAPIV3Schema: schema }, ...(subresources ? { subresources } : {}) }] } },
    options,
  ).map(({ type, pointer }) => `${type} ${pointer}`);

describe('checkDefinition()', () => {
  it('finds nothing in a sound schema', () => {
    assert.deepEqual(found({ type: 'object', properties: { spec: { type: 'object' } } }, { status: {} }), []);
  });

  it('tells one mistake at one place once', () => {
    assert.deepEqual(
      found({ type: 'object', properties: { a: { type: 'array', 'x-kubernetes-embedded-resource': true } } }),
      [
        `required ${AT}/properties/a/items`,
        `invalid ${AT}/properties/a/type`,
        `required ${AT}/properties/a/properties`,
      ],
    );
    assert.deepEqual(found({ type: 'object', nullable: true }), [`forbidden ${AT}/nullable`]);
  });

  it('allows little at the root where the status is a subresource', () => {
    const schema = { type: 'object', anyOf: [{ required: ['a'] }], enum: [], description: 'x' };
    assert.deepEqual(found(schema, { status: {} }), [`invalid ${AT}/anyOf`, `invalid ${AT}/enum`]);
    assert.deepEqual(found(schema), []);
  });

  it('judges rules where all else is sound', () => {
    const rules = [{ rule: 'self.b > 1' }];
    const schema = { type: 'object', properties: { a: { type: 'integer' } }, 'x-kubernetes-validations': rules };
    assert.deepEqual(found(schema), [`invalid ${AT}/x-kubernetes-validations/0/rule`]);
    assert.deepEqual(found({ ...schema, properties: { a: {} } }), [`required ${AT}/properties/a/type`]);
  });

  it('survives whatever else a definition is', () => {
    const specs: readonly Json[] = [null, 'x', [], {}, { versions: {} }, { versions: [null, { schema: [] }] }];
    for (const spec of specs) assert.deepEqual(checkDefinition({ spec }, options), []);
    for (const schema of [
      null,
      [],
      'x',
      { properties: [1], items: 'x', anyOf: {}, allOf: [1], required: 'a' },
    ] as const)
      assert.ok(Array.isArray(found(schema)));
  });
});
