import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fromJson } from '../../src/cel/convert.ts';
import { find, itemAt, itemsOf, keysOf, mapSize, memberOf, memberShape } from '../../src/cel/elements.ts';
import { Fault } from '../../src/cel/fault.ts';
import { shapeOf } from '../../src/cel/shape.ts';
import { type List, listOf, type Members } from '../../src/cel/value.ts';

const object = (json: object): Members =>
  fromJson(
    json,
    shapeOf({ type: 'object', properties: { 'a-b': { type: 'integer' }, c: { type: 'string', nullable: true } } }),
  ) as Members;

describe('elements of lists and maps', () => {
  it('of an object go by identifier, and null is absent', () => {
    const map = object({ 'a-b': 1, c: null, other: 2 });
    assert.equal(find(map, 'a__dash__b'), 1n);
    assert.equal(find(map, 'c'), undefined);
    assert.equal(memberOf(map, 'a-b'), 1n);
    assert.equal(memberOf(map, 'toString'), undefined);
    assert.equal(memberShape(map, 'other'), undefined);
    assert.deepEqual(keysOf(map), ['a__dash__b', 'c']);
    assert.equal(mapSize(map), 3);
    assert.throws(
      () => find(map, 1n),
      (error) => error instanceof Fault,
    );
  });
  it('of a map go by key', () => {
    const map = fromJson(
      JSON.parse('{"a-b": 1, "__proto__": 2}'),
      shapeOf({ type: 'object', additionalProperties: { type: 'integer' } }),
    ) as Members;
    assert.equal(find(map, 'a-b'), 1n);
    assert.equal(find(map, '__proto__'), 2n);
    assert.equal(find(map, 'a__dash__b'), undefined);
  });
  it('of a list are typed one by one', () => {
    const list = fromJson([1, null], shapeOf({ type: 'array', items: { type: 'integer' } })) as List;
    assert.equal(itemAt(list, 0), 1n);
    assert.throws(
      () => itemsOf(list),
      (error) => error instanceof Fault,
    );
    assert.deepEqual(itemsOf(listOf([1n])), [1n]);
  });
});
