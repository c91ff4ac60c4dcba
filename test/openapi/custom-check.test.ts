import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Json } from '../../src/kube/object.ts';
import { compileCustom } from '../../src/openapi/custom-check.ts';
import { toFieldErrors } from '../../src/openapi/fault.ts';
import type { ApiSchema } from '../../src/openapi/schema.ts';

const found = (schema: ApiSchema, value: Json, old?: Json) =>
  toFieldErrors(compileCustom(schema, 35)(value, old), 'Widget').map(({ type, pointer }) => `${type} ${pointer}`);

const schema: ApiSchema = {
  type: 'object',
  required: ['size'],
  properties: {
    size: { type: 'integer', maximum: 5 },
    list: { type: 'array', items: { type: 'string', maxLength: 2 } },
    map: { type: 'object', additionalProperties: { type: 'boolean' } },
    none: { type: 'object', additionalProperties: false },
    parts: {
      type: 'array',
      'x-kubernetes-list-type': 'map',
      'x-kubernetes-list-map-keys': ['name'],
      items: { type: 'object', properties: { name: { type: 'string' }, size: { type: 'integer', maximum: 5 } } },
    },
  },
};

describe('compileCustom()', () => {
  it('looks into objects, maps and lists', () => {
    assert.deepEqual(found(schema, { size: 1, list: ['a'], map: { a: true }, none: {} }), []);
    assert.deepEqual(found(schema, { list: ['a', 'abc', 1], map: { a: 1 }, none: { x: 1 } }), [
      'too-long /list/1',
      'type-invalid /list/2',
      'type-invalid /map/a',
      'invalid /none/x',
      'required /size',
    ]);
    assert.deepEqual(found(schema, []), ['type-invalid ']);
    assert.deepEqual(found({ type: 'object', required: ['constructor'] }, {}), ['required /constructor']);
  });

  it('does not hold against an update what it did not change', () => {
    const old = { size: 9, list: ['abc'], parts: [{ name: 'a', size: 9 }] };
    assert.deepEqual(found(schema, { ...old, map: { a: true } }, old), []);
    assert.deepEqual(found(schema, { ...old, size: 8 }, old), ['invalid /size']);
    // items correspond by their keys, and those of other lists not at all
    const parts = [
      { name: 'b', size: 9 },
      { name: 'a', size: 9 },
    ];
    assert.deepEqual(found(schema, { ...old, parts }, old), ['invalid /parts/0/size']);
    assert.deepEqual(found(schema, { ...old, list: ['abc', 'a'] }, old), ['too-long /list/0']);
    assert.deepEqual(found({ required: ['a'] }, { b: 1 }, { b: 1 }), []);
  });

  it('folds alternatives into one error', () => {
    const choice: ApiSchema = { oneOf: [{ required: ['a'] }, { required: ['b'] }], not: { required: ['c'] } };
    assert.deepEqual(found(choice, { a: 1 }), []);
    assert.deepEqual(found(choice, {}), ['invalid ']);
    assert.deepEqual(found(choice, { a: 1, b: 1 }), ['invalid ']);
    assert.deepEqual(found(choice, { a: 1, c: 1 }), ['invalid ']);
    assert.deepEqual(found({ anyOf: [{ minimum: 5 }, { maximum: 1 }] }, 3), ['invalid ']);
    assert.deepEqual(found({ anyOf: [{ minimum: 5 }, { maximum: 1 }] }, 6), []);
    assert.deepEqual(found({ allOf: [{ properties: { a: { minimum: 5 } } }, { required: ['b'] }] }, { a: 1 }), [
      'invalid /a',
      'required /b',
    ]);
    assert.deepEqual(found(choice, null), []);
  });
});
