import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { mergeThree } from '../../src/change/merge.ts';
import { sameJson } from '../../src/change/patch.ts';
import type { Json } from '../../src/kube/object.ts';

const item = fc.record({ name: fc.constantFrom('a', 'b', 'c', 'd'), value: fc.integer({ min: 0, max: 3 }) });
const value = fc.dictionary(
  fc.constantFrom('env', 'args', 'x'),
  fc.oneof(
    fc.uniqueArray(item, { selector: ({ name }) => name }),
    fc.array(fc.integer({ min: 0, max: 2 })),
    fc.jsonValue({ maxDepth: 2 }),
  ),
  { noNullPrototype: true },
) as fc.Arbitrary<Json>;

describe('mergeThree()', () => {
  it('does what one side did, and keeps what the other added', () => {
    const base = {
      image: 'a:1',
      env: [
        { name: 'A', value: '1' },
        { name: 'B', value: '1' },
      ],
      old: 1,
    };
    const ours = {
      mine: true,
      image: 'a:1',
      env: [
        { name: 'X', value: 'x' },
        { name: 'A', value: '1' },
        { name: 'B', value: '1' },
      ],
      old: 1,
    };
    const theirs = {
      image: 'a:2',
      env: [
        { name: 'A', value: '2' },
        { name: 'C', value: '3' },
      ],
      new: [],
    };
    assert.deepEqual(mergeThree(base, ours, theirs), {
      value: {
        mine: true,
        image: 'a:2',
        env: [
          { name: 'X', value: 'x' },
          { name: 'A', value: '2' },
          { name: 'C', value: '3' },
        ],
        new: [],
      },
      conflicts: [],
    });
  });

  it('tells what both sides changed, and keeps ours', () => {
    const merged = mergeThree(
      { a: 1, b: { c: 1 }, d: 1, l: [1, 1] },
      { a: 2, d: 2, l: [2, 2] },
      { a: 3, b: { c: 2 }, l: [3, 3] },
    );
    assert.deepEqual(merged.value, { a: 2, d: 2, l: [2, 2] });
    assert.deepEqual(merged.conflicts, [
      { pointer: '/a', base: 1, ours: 2, theirs: 3 },
      { pointer: '/b', base: { c: 1 }, theirs: { c: 2 } },
      { pointer: '/d', base: 1, ours: 2 },
      { pointer: '/l', base: [1, 1], ours: [2, 2], theirs: [3, 3] },
    ]);
  });

  it('puts new members where they stand on the other side', () => {
    const merged = mergeThree({ a: 1, c: 1 }, { c: 1, mine: 1, a: 1 }, { z: 0, a: 1, b: 1, c: 1, d: 1 });
    assert.deepEqual(Object.keys(merged.value as object), ['c', 'd', 'mine', 'a', 'b', 'z']);
  });

  it('keeps theirs where it is told to', () => {
    const merged = mergeThree({ a: 1, b: 1 }, { a: 2 }, { a: 3, b: 2 }, { prefer: 'theirs' });
    assert.deepEqual(merged.value, { a: 3, b: 2 });
    assert.equal(merged.conflicts.length, 2);
  });

  it('takes values for the same that its caller does', () => {
    const isSame = (a: Json, b: Json) => sameJson(a, b) || Number(a) === Number(b);
    assert.deepEqual(mergeThree({ a: '1' }, { a: 1 }, { a: 2 }, { isSame }), { value: { a: 2 }, conflicts: [] });
    assert.equal(mergeThree({ a: '1' }, { a: 1 }, { a: 2 }).conflicts.length, 1);
  });

  it('is the other side where one did nothing', () => {
    fc.assert(
      fc.property(value, value, (base, other) => {
        for (const merged of [mergeThree(base, base, other), mergeThree(base, other, base)]) {
          assert.ok(sameJson(merged.value, other));
          assert.deepEqual(merged.conflicts, []);
        }
      }),
    );
  });

  it('has no conflict where both sides agree', () => {
    fc.assert(
      fc.property(value, value, (base, both) => {
        const merged = mergeThree(base, both, both);
        assert.deepEqual([sameJson(merged.value, both), merged.conflicts], [true, []]);
      }),
    );
  });
});
