import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { FieldError } from '../../src/kube/field-error.ts';
import type { JsonObject } from '../../src/kube/object.ts';
import { checkStructure, schemasIn, schemasUnder, teller } from '../../src/openapi/definition-structure.ts';

const found = (schema: JsonObject) => {
  const out: FieldError[] = [];
  checkStructure(schema, '', teller(out));
  return out.map(({ type, pointer }) => `${type} ${pointer}`);
};
const root = (properties: JsonObject, rest: JsonObject = {}): JsonObject => ({ type: 'object', properties, ...rest });

/** A schema and all that keeps it from being structural. */
const CASES: readonly (readonly [string, JsonObject, readonly string[]])[] = [
  [
    'a sound schema',
    root({ a: { type: 'array', items: { type: 'string' } }, b: { 'x-kubernetes-int-or-string': true } }),
    [],
  ],
  ['no type', { properties: { a: {} } }, ['required /properties/a/type', 'required /type']],
  ['another type at the root', { type: 'string' }, ['invalid /type']],
  ['a list of anything', root({ a: { type: 'array' } }), ['required /properties/a/items']],
  [
    'a map at the root',
    { type: 'object', additionalProperties: { type: 'string' } },
    ['forbidden /additionalProperties'],
  ],
  [
    'contradicting extensions',
    root({ a: { 'x-kubernetes-int-or-string': true, 'x-kubernetes-preserve-unknown-fields': true } }),
    ['invalid /properties/a/x-kubernetes-preserve-unknown-fields'],
  ],
  [
    'a resource that is no object',
    root({ a: { 'x-kubernetes-embedded-resource': true, type: 'string' } }),
    ['invalid /properties/a/type', 'required /properties/a/properties'],
  ],
  ['a pattern that is none', root({ a: { type: 'string', pattern: '(?=a)' } }), ['invalid /properties/a/pattern']],
  [
    'a description in an alternative',
    root({ a: { type: 'string' } }, { anyOf: [{ properties: { a: { type: 'string', default: '' } } }] }),
    ['forbidden /anyOf/0/properties/a/type', 'forbidden /anyOf/0/properties/a/default'],
  ],
  [
    'number or text, written out',
    root({ a: { 'x-kubernetes-int-or-string': true, anyOf: [{ type: 'integer' }, { type: 'string' }] } }),
    [],
  ],
  [
    'an alternative about a field that is not there',
    root({ a: { type: 'string' } }, { not: { properties: { b: { minLength: 1 } } } }),
    ['required /properties/b'],
  ],
  [
    'metadata that says too much',
    root({ metadata: { type: 'object', properties: { labels: {} } } }),
    ['required /properties/metadata/properties/labels/type', 'forbidden /properties/metadata'],
  ],
  [
    'metadata that narrows the name',
    root({ metadata: { type: 'object', properties: { name: { type: 'string', maxLength: 9 } } } }),
    [],
  ],
  ['a kind that is a number', root({ kind: { type: 'integer' } }), ['invalid /properties/kind/type']],
];

describe('checkStructure()', () => {
  for (const [name, schema, errors] of CASES) it(`judges ${name}`, () => assert.deepEqual(found(schema), errors));
});

describe('schemas inside a schema', () => {
  it('are those that are objects', () => {
    assert.deepEqual(schemasUnder({ a: {}, b: 1 }), [['a', {}]]);
    assert.deepEqual(schemasIn([1, {}]), [[1, {}]]);
    assert.deepEqual([schemasUnder(undefined), schemasIn({})], [[], []]);
  });
});
