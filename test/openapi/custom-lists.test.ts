import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Json } from '../../src/kube/object.ts';
import { hasUniqueLists, repeatedItems } from '../../src/openapi/custom-lists.ts';
import { toFieldErrors } from '../../src/openapi/fault.ts';
import type { ApiSchema } from '../../src/openapi/schema.ts';

const schema: ApiSchema = {
  properties: {
    set: { 'x-kubernetes-list-type': 'set', items: {} },
    map: { 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': ['name'], items: {} },
    plain: { items: { additionalProperties: { 'x-kubernetes-list-type': 'set' } } },
  },
};
const found = (value: Json) =>
  toFieldErrors(repeatedItems(value, schema), 'Widget').map(({ type, pointer }) => `${type} ${pointer}`);

describe('repeatedItems()', () => {
  it('tells each repeated value once', () => {
    assert.deepEqual(found({ set: ['a', 'b', 'a', 'a', 1, '1'] }), ['duplicate /set/2']);
    assert.deepEqual(
      found({
        set: [
          { a: 1, b: 2 },
          { b: 2, a: 1 },
        ],
      }),
      ['duplicate /set/1'],
    );
    assert.deepEqual(found({ plain: [{ x: [1, 1] }, { x: [1] }] }), ['duplicate /plain/0/x/1']);
  });

  it('compares items by their keys', () => {
    assert.deepEqual(found({ map: [{ name: 'a' }, { name: 'b' }, { name: 'a', x: 1 }] }), ['duplicate /map/2']);
    assert.deepEqual(found({ map: [{}, null] }), ['duplicate /map/1']);
    assert.deepEqual(found({ map: [{ name: 'a' }, 'x'] }), ['invalid /map/1']);
  });

  it('knows where there is nothing to look for', () => {
    assert.deepEqual([hasUniqueLists(schema), hasUniqueLists({ items: {} })], [true, false]);
  });
});
