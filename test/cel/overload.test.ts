import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { generic, parameter, TYPES } from '../../src/cel/cel-type.ts';
import { fromJson } from '../../src/cel/convert.ts';
import { Fault } from '../../src/cel/fault.ts';
import { accepts, asList, asMap, dispatch, libraryOf } from '../../src/cel/overload.ts';
import { RAW } from '../../src/cel/shape.ts';
import { listOf } from '../../src/cel/value.ts';

describe('overloads', () => {
  const library = libraryOf([
    ['(list(A)).f(map(string, B), int): optional(B)', () => 1n],
    ['a.g(): int', () => 2n],
    ['h(int): int', (value: bigint) => value],
    ['h(string): int', () => 3n],
  ]);
  it('are read from signatures', () => {
    const [f] = library.get('f')!;
    assert.deepEqual(f?.args, [
      generic('list', parameter('A')),
      generic('map', TYPES.string, parameter('B')),
      TYPES.int,
    ]);
    assert.deepEqual(f?.result, generic('optional', parameter('B')));
    assert.equal(f?.method, true);
    assert.equal(library.get('a.g')?.[0]?.method, false);
    assert.throws(() => libraryOf([['f(nope): int', () => 1n]]), /nope/);
  });
  it('are chosen by values', () => {
    const h = dispatch('h', library.get('h')!);
    assert.equal(h(7n), 7n);
    assert.equal(h('x'), 3n);
    assert.throws(
      () => h(1),
      (error) => error instanceof Fault,
    );
  });
  it('look at the first item of a list', () => {
    const ints = generic('list', TYPES.int);
    assert.ok(accepts(ints, listOf([1n, 'a'])) && accepts(ints, listOf([])) && !accepts(ints, listOf(['a'])));
    assert.ok(accepts(TYPES.dyn, null) && accepts(generic('map', TYPES.string, TYPES.int), fromJson({}, RAW)));
    assert.ok(!accepts(TYPES.quantity, 'a') && accepts(TYPES.null, null));
    assert.throws(() => asList('a', 'f'));
    assert.throws(() => asMap('a', 'f'));
  });
});
