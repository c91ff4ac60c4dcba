import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compileCel } from '../../src/cel/compile.ts';
import type { Json, JsonObject } from '../../src/kube/object.ts';
import { compileRules } from '../../src/openapi/custom-rules.ts';
import { readSchema } from '../../src/openapi/custom-schema.ts';
import { toFieldErrors } from '../../src/openapi/fault.ts';

const found = (schema: JsonObject, value: Json, old?: Json) =>
  toFieldErrors(compileRules(readSchema(schema), compileCel)?.(value, old), 'Widget').map(
    ({ pointer, message }) => `${pointer} ${message}`,
  );
const integer = (...rules: JsonObject[]): JsonObject => ({ type: 'integer', 'x-kubernetes-validations': rules });

describe('compileRules()', () => {
  it('says what the author says, at the place the author names', () => {
    const rule = { rule: 'self.min <= self.max', message: ' min must not exceed max ', fieldPath: '.min' };
    const schema = {
      type: 'object',
      'x-kubernetes-validations': [rule],
      properties: {
        min: { type: 'integer' },
        max: integer({ rule: 'self < 9', messageExpression: "'too much'" }, { rule: 'self != 0' }),
      },
    };
    assert.deepEqual(found(schema, { min: 1, max: 2 }), []);
    assert.deepEqual(found(schema, { min: 20, max: 10 }), [
      '/min `min` breaks a rule of its definition: min must not exceed max',
      '/max `max` breaks a rule of its definition: too much',
    ]);
    assert.deepEqual(found(schema, { min: -1, max: 0 }), ['/max `max` breaks the rule `self != 0` of its definition']);
    assert.match(found(schema, { max: 1 })[0] ?? '', /could not be evaluated/);
  });

  it('evaluates transitions only against an old value', () => {
    const schema = { type: 'object', properties: { a: integer({ rule: 'self >= oldSelf' }) } };
    assert.deepEqual(found(schema, { a: 1 }), []);
    assert.deepEqual(found(schema, { a: 1 }, { a: null }), []);
    assert.equal(found(schema, { a: 1 }, { a: 2 }).length, 1);
    const optional = {
      type: 'object',
      properties: { a: integer({ rule: 'oldSelf.hasValue() || self > 5', optionalOldSelf: true }) },
    };
    assert.equal(found(optional, { a: 1 }).length, 1);
    assert.deepEqual(found(optional, { a: 1 }, { a: 0 }), []);
  });

  it('correlates items by their keys', () => {
    const item = {
      type: 'object',
      properties: { name: { type: 'string' }, size: integer({ rule: 'self >= oldSelf' }) },
    };
    const list = {
      type: 'array',
      items: item,
      'x-kubernetes-list-type': 'map',
      'x-kubernetes-list-map-keys': ['name'],
    };
    const schema = { type: 'object', properties: { list } };
    const old = {
      list: [
        { name: 'a', size: 5 },
        { name: 'b', size: 1 },
      ],
    };
    const next = {
      list: [
        { name: 'b', size: 2 },
        { name: 'a', size: 4 },
        { name: 'c', size: 0 },
      ],
    };
    assert.deepEqual(
      found(schema, next, old).map((one) => one.split(' ')[0]),
      ['/list/1/size'],
    );
  });

  it('forgives what did not change, where nothing transitions', () => {
    const schema = { type: 'object', properties: { a: integer({ rule: 'self < 5' }), b: { type: 'integer' } } };
    assert.deepEqual(found(schema, { a: 9, b: 1 }, { a: 9, b: 0 }), []);
    assert.equal(found(schema, { a: 9 }, { a: 8 }).length, 1);
    const list = { type: 'object', properties: { l: { type: 'array', items: integer({ rule: 'self < 5' }) } } };
    assert.deepEqual(found(list, { l: [9] }, { l: [9] }), []);
    assert.equal(found(list, { l: [9, 1] }, { l: [9] }).length, 1);
  });

  it('is nothing where nothing is ruled, and leaves broken rules to the definition', () => {
    assert.equal(compileRules(readSchema({ type: 'object' }), compileCel), undefined);
    assert.equal(compileRules(readSchema(integer({ rule: 'self ==' })), compileCel), undefined);
    assert.deepEqual(found({ type: 'object', properties: { a: integer({ rule: 'self > 1' }) } }, { a: null }), []);
  });
});
