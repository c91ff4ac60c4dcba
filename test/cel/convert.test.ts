import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fromJson, toJson } from '../../src/cel/convert.ts';
import type { CelSchema } from '../../src/cel/declare.ts';
import { Fault } from '../../src/cel/fault.ts';
import { RAW, shapeOf } from '../../src/cel/shape.ts';
import { kindOf, listOf } from '../../src/cel/value.ts';

const read = (json: unknown, schema: CelSchema) => fromJson(json, shapeOf(schema));

describe('JSON as values', () => {
  it('is typed by its schema', () => {
    assert.equal(read(1, { type: 'integer' }), 1n);
    assert.equal(read(1, { type: 'number' }), 1);
    assert.equal(read('1', { 'x-kubernetes-int-or-string': true }), '1');
    assert.equal(read(1, { 'x-kubernetes-int-or-string': true }), 1n);
    assert.equal(read(null, { type: 'string', nullable: true }), null);
    assert.deepEqual(read('_-8=', { type: 'string', format: 'byte' }), Uint8Array.of(255, 239));
    assert.equal(kindOf(read('', { type: 'string', format: 'date-time' })), 'timestamp');
    assert.equal(kindOf(read('2 days', { type: 'string', format: 'duration' })), 'duration');
    assert.equal(fromJson(1.5, RAW), 1.5);
    assert.equal(fromJson(2, RAW), 2n);
  });
  it('is refused where it does not fit', () => {
    const wrong: readonly (readonly [unknown, CelSchema])[] = [
      [null, { type: 'string' }],
      [1, { type: 'string' }],
      [1.5, { type: 'integer' }],
      ['1', { type: 'number' }],
      ['x', { type: 'boolean' }],
      [[], { type: 'object' }],
      [{}, { type: 'array', items: { type: 'string' } }],
      [1.5, { 'x-kubernetes-int-or-string': true }],
      ['a+/=', { type: 'string', format: 'byte' }],
      ['x', { type: 'string', format: 'date' }],
      [1, {}],
    ];
    for (const [json, schema] of wrong)
      assert.throws(
        () => read(json, schema),
        (error) => error instanceof Fault,
        JSON.stringify([json, schema]),
      );
  });
  it('comes back from values that are JSON', () => {
    assert.equal(toJson('a'), 'a');
    assert.deepEqual(toJson(fromJson({ a: 1 }, RAW)), { a: 1 });
    assert.equal(typeof toJson(listOf([1n])), 'symbol');
    assert.throws(
      () => fromJson(toJson(listOf([])), RAW),
      (error) => error instanceof Fault,
    );
  });
});
