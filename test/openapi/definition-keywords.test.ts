import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { FieldError } from '../../src/kube/field-error.ts';
import type { JsonObject } from '../../src/kube/object.ts';
import { checkKeywords } from '../../src/openapi/definition-keywords.ts';
import { teller } from '../../src/openapi/definition-structure.ts';

const found = (schema: JsonObject) => {
  const out: FieldError[] = [];
  checkKeywords(schema, '', teller(out));
  return out.map(({ type, pointer }) => `${type} ${pointer}`);
};
const list = (rest: JsonObject, items: JsonObject): JsonObject => ({ type: 'array', items, ...rest });
const map = (keys: readonly string[], items: JsonObject) =>
  list({ 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': keys }, { type: 'object', ...items });
const rule = (rest: JsonObject): JsonObject => ({
  properties: { a: {} },
  'x-kubernetes-validations': [{ rule: 'true', ...rest }],
});
const RULE = '/x-kubernetes-validations/0';

/** A schema and all that is wrong with its keywords. */
const CASES: readonly (readonly [JsonObject, readonly string[]])[] = [
  [{ type: 'strange' }, ['not-supported /type']],
  [{ $ref: 'x', id: 'x', definitions: { a: {} } }, ['forbidden /id', 'forbidden /$ref', 'forbidden /definitions']],
  [{ definitions: {}, id: '' }, []],
  [{ uniqueItems: true }, ['forbidden /uniqueItems']],
  [{ items: [{}] }, ['forbidden /items']],
  [{ properties: { a: {} }, additionalProperties: false }, ['forbidden /additionalProperties']],
  [{ properties: { a: {} }, additionalProperties: true }, []],
  [{ 'x-kubernetes-preserve-unknown-fields': false }, ['invalid /x-kubernetes-preserve-unknown-fields']],
  [
    { properties: { metadata: { properties: { name: { default: 'a' } } } } },
    ['forbidden /properties/metadata/properties/name/default'],
  ],
  [{ type: 'string', 'x-kubernetes-map-type': 'strange' }, ['invalid /type', 'not-supported /x-kubernetes-map-type']],
  [{ 'x-kubernetes-list-type': 'strange' }, ['not-supported /x-kubernetes-list-type', 'required /type']],
  [{ 'x-kubernetes-list-map-keys': ['a'] }, ['required /x-kubernetes-list-type']],
  [list({ 'x-kubernetes-list-type': 'set' }, { type: 'object' }), ['invalid /items/x-kubernetes-map-type']],
  [list({ 'x-kubernetes-list-type': 'set' }, { type: 'string', nullable: true }), ['forbidden /items/nullable']],
  [
    list({ 'x-kubernetes-list-type': 'map' }, { type: 'string' }),
    ['required /x-kubernetes-list-map-keys', 'invalid /items/type'],
  ],
  [map(['a'], { required: ['a'], properties: { a: { type: 'string' } } }), []],
  [map(['a'], { properties: { a: { type: 'string', default: 'x' } } }), []],
  [map(['a'], { properties: { a: { type: 'string' } } }), ['required /items/properties/a/default']],
  [
    map(['a', 'a'], { required: ['a'], properties: { a: { type: 'array' } } }),
    ['invalid /items/properties/a/type', 'invalid /x-kubernetes-list-map-keys', 'invalid /items/properties/a/type'],
  ],
  [map(['b'], {}), ['invalid /x-kubernetes-list-map-keys']],
  [rule({}), []],
  [rule({ rule: ' ' }), [`required ${RULE}/rule`]],
  [rule({ message: ' ' }), [`invalid ${RULE}/message`]],
  [rule({ message: 'a\nb' }), [`invalid ${RULE}/message`]],
  [rule({ rule: 'a\n&& b' }), [`required ${RULE}/message`]],
  [rule({ messageExpression: ' ' }), [`required ${RULE}/messageExpression`]],
  [rule({ reason: 'Strange' }), [`not-supported ${RULE}/reason`]],
  [rule({ fieldPath: '.b' }), [`invalid ${RULE}/fieldPath`]],
  [rule({ fieldPath: '.a' }), []],
];

describe('checkKeywords()', () => {
  for (const [schema, errors] of CASES) it(JSON.stringify(schema), () => assert.deepEqual(found(schema), errors));

  it('looks into all schemas', () => {
    const odd = { type: 'x' };
    const schema = {
      items: odd,
      not: odd,
      anyOf: [odd],
      allOf: [odd],
      oneOf: [odd],
      additionalProperties: odd,
      properties: { a: odd },
    };
    assert.equal(found({ ...schema, properties: {} }).length, 6);
    assert.ok(found(schema).includes('not-supported /properties/a/type'));
  });
});
