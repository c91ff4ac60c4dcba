import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Json } from '../../src/kube/object.ts';
import { isText } from '../../src/openapi/check.ts';
import { definitionCompiler, missingField, structOf } from '../../src/openapi/compile.ts';
import { toFieldErrors } from '../../src/openapi/fault.ts';

const definition = definitionCompiler({
  'core/v1.Node': {
    type: 'object',
    required: ['name', 'level'],
    properties: {
      name: { type: 'string' },
      level: { type: 'string', enum: ['Low', 'High'] },
      next: { $ref: 'core/v1.Node' },
      others: { type: 'array', items: { $ref: 'core/v1.Node' } },
      named: { type: 'object', additionalProperties: { allOf: [{ $ref: 'core/v1.Node' }], default: {} } },
      size: { $ref: 'api/resource.Quantity' },
      free: { type: 'object' },
      nothing: {},
    },
  },
  'core/v1.Empty': { type: 'object' },
});
const node = { name: 'a', level: 'Low' };

const pointers = (name: string, value: Json, strictness?: { strict: boolean; judged: boolean }) =>
  toFieldErrors(definition(name, strictness)(value), 'Node').map(({ type, pointer }) => `${type} ${pointer}`);

describe('definitionCompiler()', () => {
  it('follows references, lists and maps to themselves', () => {
    const good = {
      ...node,
      next: { ...node, next: node },
      others: [node],
      named: { x: node },
      free: { y: 1 },
      nothing: 1,
    };
    assert.deepEqual(pointers('core/v1.Node', good), []);
    const bad = {
      ...node,
      next: { ...node, next: {} },
      others: [{ ...node, x: 1 }],
      named: { y: { ...node, size: 'x' } },
    };
    assert.deepEqual(pointers('core/v1.Node', bad), [
      'required /next/next/name',
      'required /next/next/level',
      'unknown-field /others/0/x',
      'type-invalid /named/y/size',
    ]);
  });

  it('asks for what it is told to ask for', () => {
    const bad = { level: 'Middle', x: 1, size: true };
    assert.deepEqual(pointers('core/v1.Node', bad, { strict: true, judged: false }), [
      'unknown-field /x',
      'type-invalid /size',
    ]);
    assert.deepEqual(pointers('core/v1.Node', bad, { strict: false, judged: true }), [
      'not-supported /level',
      'type-invalid /size',
      'required /name',
    ]);
  });

  it('takes no fields where a definition has none', () => {
    assert.deepEqual(pointers('core/v1.Empty', { a: 1 }), ['unknown-field /a']);
  });

  it('takes anything where a definition is not known', () => {
    assert.deepEqual(pointers('core/v1.Unknown', { a: 1 }), []);
  });
});

describe('structOf()', () => {
  it('reports a missing field once', () => {
    const check = structOf(new Map([['a', isText]]), ['a'], true);
    assert.deepEqual([check({})?.length, check({ a: null })?.length, check({ a: 'x' })], [1, 1, undefined]);
    assert.equal(missingField('a').type, 'required');
  });
});
