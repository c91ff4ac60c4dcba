import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { contains, entriesOf, equalOrNot, equals, equalsOwn } from '../../src/cel/equality.ts';
import { listOf } from '../../src/cel/value.ts';
import type { Json } from '../../src/kube/object.ts';
import { fails, holds } from './expressions.ts';

const schema = {
  type: 'object',
  properties: {
    set: { type: 'array', 'x-kubernetes-list-type': 'set', items: { type: 'string' } },
    atomic: { type: 'array', items: { type: 'string' } },
    byKey: {
      type: 'array',
      'x-kubernetes-list-type': 'map',
      'x-kubernetes-list-map-keys': ['k'],
      items: { type: 'object', properties: { k: { type: 'string' }, v: { type: 'integer' } } },
    },
    map: { type: 'object', additionalProperties: { type: 'integer' } },
    free: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
    any: { 'x-kubernetes-int-or-string': true },
  },
} as const;
const self: Json = {
  set: ['a', 'b'],
  atomic: ['a', 'b'],
  byKey: [{ k: 'x', v: 1 }, { k: 'y' }],
  map: { a: 1 },
  free: { z: 1 },
  any: 1,
};
const oldSelf: Json = {
  set: ['b', 'a'],
  atomic: ['b', 'a'],
  byKey: [{ k: 'y' }, { k: 'x', v: 1 }],
  map: { a: 1 },
  free: { y: 2 },
  any: 'x',
};

describe('equality', () => {
  it('follows the list types of a schema', () => {
    holds(
      [
        'self.set == oldSelf.set',
        'self.atomic != oldSelf.atomic',
        'self.byKey == oldSelf.byKey',
        "self.set == ['b', 'a']",
        "['b', 'a'] != self.set",
        'self.map == oldSelf.map',
        // the server compares what it has no schema of only where both have it
        'self.free == oldSelf.free',
      ],
      { options: { schema }, self, oldSelf },
    );
  });
  it('is refused between a value of the API and one of another kind', () => {
    fails([['dyn(self.atomic) == self.any', /no overload/]], { options: { schema }, self, oldSelf });
    holds(['dyn(self.atomic) != self.any', '!(self.any in [2, 3])'], { options: { schema }, self, oldSelf });
  });
  it('compares numbers across types, and null with itself', () => {
    assert.ok(equals(1n, 1) && equals(null, null) && !equals(null, 1n) && !equals(Number.NaN, Number.NaN));
    assert.ok(equalsOwn(listOf([1n]), listOf([1])) && equalOrNot(1n, 1n));
    assert.ok(contains(listOf(['a']), 'a') && !contains(listOf([]), 'a'));
    assert.deepEqual(entriesOf({ kind: 'entries', entries: new Map([['sa', ['a', 1n] as const]]) }), [['a', 1n]]);
  });
});
