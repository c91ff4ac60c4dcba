import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Json, JsonObject } from '../../../src/kube/object.ts';
import { compileSchema } from '../../../src/policy/json-schema.ts';
import { sampleValues } from '../../../src/template/compat/sample-value.ts';

const SCHEMAS: readonly JsonObject[] = [
  { type: 'string', enum: ['a', 'b'] },
  { type: 'boolean' },
  { type: 'integer', minimum: 2, maximum: 20, default: 3 },
  { type: 'number', exclusiveMinimum: 0, maximum: 1, multipleOf: 0.5 },
  { type: 'string', format: 'quantity', quantityMinimum: '64Mi', quantityMaximum: '4Gi' },
  { type: 'string', format: 'image-ref', pattern: '^registry[.]example[.]com/' },
  { type: 'string', pattern: '^[A-Z][A-Z0-9_]*$' },
  { type: 'string', minLength: 30 },
  { type: 'array', minItems: 2, items: { type: 'integer' } },
  {
    type: 'object',
    required: ['a'],
    properties: { a: { type: 'string' }, b: { type: 'boolean' } },
    additionalProperties: false,
  },
  { type: 'object', additionalProperties: { type: 'string' } },
  { anyOf: [{ type: 'integer' }, { const: 'auto' }] },
  { type: ['integer', 'string'] },
  {},
];

describe('sampleValues()', () => {
  for (const schema of SCHEMAS) {
    it(`finds values for ${JSON.stringify(schema)}`, () => {
      const values = sampleValues(schema);
      const compiled = compileSchema(schema);
      assert.ok(compiled.ok && values.length > 0);
      for (const value of values) assert.ok(compiled.validate(value), JSON.stringify(value));
    });
  }

  it('goes to the bounds, and begins with the default', () => {
    const has = (schema: JsonObject, ...wanted: readonly Json[]) => {
      const values = sampleValues(schema);
      for (const value of wanted) assert.ok(values.includes(value), `${JSON.stringify(values)} and ${value}`);
      return values;
    };
    assert.equal(has({ type: 'integer', minimum: 2, maximum: 20, default: 3 }, 2, 20)[0], 3);
    has({ type: 'string', format: 'quantity', quantityMinimum: '64Mi', quantityMaximum: '4Gi' }, '64Mi', '4Gi');
    has({ type: 'boolean' }, true, false);
  });

  it('tries each member of a map by itself', () => {
    const properties = { name: { const: 'n' }, value: { const: 'v' }, secret: { const: 's' } };
    const found = sampleValues({ type: 'object', required: ['name'], properties, additionalProperties: false });
    assert.deepEqual(found, [{ name: 'n' }, { name: 'n', value: 'v' }, { name: 'n', secret: 's' }]);
  });

  it('has none for what nothing satisfies or nobody can read', () => {
    assert.deepEqual(sampleValues({ type: 'integer', minimum: 3, maximum: 2 }), []);
    assert.deepEqual(sampleValues({ type: 'nothing' }), []);
    assert.deepEqual(sampleValues(false), []);
    assert.deepEqual(sampleValues('text'), []);
  });
});
