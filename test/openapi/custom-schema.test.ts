import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { additionalOf, ownMember, propertyOf, readSchema, someSchema } from '../../src/openapi/custom-schema.ts';

describe('readSchema()', () => {
  it('keeps what is well typed', () => {
    const schema = {
      type: 'object',
      required: ['a'],
      nullable: true,
      properties: { a: { type: 'array', items: { type: 'string', maxLength: 3, pattern: '^a' } } },
      additionalProperties: { type: 'integer', minimum: 1, enum: [1, null] },
      anyOf: [{ required: ['a'] }],
      not: { required: ['b'] },
      'x-kubernetes-list-map-keys': ['a'],
      'x-kubernetes-validations': [{ rule: 'true', message: 'm' }],
      default: { a: [] },
    };
    assert.deepEqual(readSchema(schema), schema);
  });

  it('leaves out the rest', () => {
    const odd = {
      type: 'strange',
      required: [1],
      nullable: 'yes',
      maxLength: '3',
      properties: [],
      items: [{ type: 'string' }],
      enum: [],
      default: null,
      anyOf: {},
      'x-kubernetes-validations': [{ rule: 5 }],
      description: 'x',
    };
    assert.deepEqual(readSchema(odd), { 'x-kubernetes-validations': [] });
    assert.deepEqual([readSchema(null), readSchema('a'), readSchema(undefined)], [{}, {}, {}]);
  });

  it('asks for own members only', () => {
    const schema = readSchema({ properties: { a: {} } });
    assert.deepEqual([propertyOf(schema, 'a'), propertyOf(schema, 'constructor')], [{}, undefined]);
    assert.equal(ownMember({}, 'toString'), undefined);
    assert.equal(additionalOf({ additionalProperties: true }), undefined);
    const parsed = readSchema({ properties: JSON.parse('{"__proto__": {"type": "string"}}') });
    assert.deepEqual(propertyOf(parsed, '__proto__'), { type: 'string' });
  });

  it('is searched all over', () => {
    const schema = readSchema({ properties: { a: { items: { additionalProperties: { nullable: true } } } } });
    assert.ok(someSchema(schema, (one) => one.nullable === true));
    assert.ok(!someSchema(schema, (one) => one.minimum !== undefined));
  });
});
