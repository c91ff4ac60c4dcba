import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parse } from '../../src/expression/parse.ts';
import { boundIn, frameFor, placesOf, scopeOf, tupleNamesOf, UNBOUND } from '../../src/expression/scope.ts';

describe('scopes', () => {
  it('hold what := binds right in them', () => {
    const block = parse('($a := 1; $f := function($x) {$b := $x}; ($c := 2); [1][$d := 0])');
    assert.deepEqual(boundIn(block.expressions ?? []), ['a', 'f', 'd']);
    assert.deepEqual(boundIn([block]), []);
  });
  it('find a name from the inside out', () => {
    const outer = scopeOf(undefined, ['a', 'b']);
    const tuple = scopeOf(outer, ['b'], new Set(['t']));
    assert.deepEqual(placesOf(tuple, 'b'), [
      { hops: 0, slot: 2 },
      { hops: 1, slot: 2 },
    ]);
    assert.deepEqual(placesOf(tuple, 't'), [{ hops: 0, slot: 0 }]);
    assert.deepEqual(frameFor(outer, undefined), [undefined, UNBOUND, UNBOUND]);
  });
  it('know the names that tuples bring', () => {
    assert.deepEqual([...tupleNamesOf(parse('a@$x.b#$i.c[1]#$j'))], ['x', 'i', 'j']);
  });
});
