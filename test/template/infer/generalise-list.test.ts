import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Json } from '../../../src/kube/object.ts';
import { generalise } from '../../../src/template/infer/generalise.ts';
import { generaliseList } from '../../../src/template/infer/generalise-list.ts';
import type { ListPattern } from '../../../src/template/infer/pattern.ts';

function common(lists: readonly Json[], field: string) {
  const departures = new Set<number>();
  const judgement = { agreement: 0.9, depart: (_: unknown, index: number) => departures.add(index) };
  const around = { scope: { size: lists.length }, judgement, object: 'workload', names: [] };
  return {
    pattern: generaliseList({ raw: lists, done: lists }, [field], around, generalise),
    departures: [...departures],
  };
}
const variable = (name: string, value = 'x') => ({ name, value });

describe('generaliseList()', () => {
  it('lays items with a merge key side by side', () => {
    const list = common(
      [
        [variable('A'), variable('B', '1')],
        [variable('B', '2'), variable('A')],
      ],
      'env',
    ).pattern as ListPattern;
    assert.deepEqual(list.keys, ['name']);
    assert.deepEqual(
      list.items.map(({ key }) => key),
      ['A', 'B'],
    );
    assert.equal(list.each, undefined);
  });

  it('generalises all other items together, each with the list that it is from', () => {
    const list = common(
      [[variable('A'), variable('X'), variable('Y')], [variable('A'), variable('Z')], [variable('A')]],
      'env',
    );
    const { each, items } = list.pattern as ListPattern;
    assert.equal(items.length, 1);
    assert.deepEqual(each?.scope.outer?.owners, [0, 0, 1]);
    assert.equal(each?.pattern.type, 'map');
  });

  it('leaves out items that hardly any list has', () => {
    const lists = Array.from({ length: 20 }, (_, index) =>
      index === 3 ? [variable('A'), variable('X')] : [variable('A')],
    );
    const { pattern, departures } = common(lists, 'env');
    assert.equal((pattern as ListPattern).items.length, 1);
    assert.equal((pattern as ListPattern).each, undefined);
    assert.deepEqual(departures, [3]);
  });

  it('takes lists in order as one value, or item by item', () => {
    assert.deepEqual(
      common(
        [
          ['a', 'b'],
          ['a', 'b'],
        ],
        'args',
      ).pattern,
      { type: 'literal', value: ['a', 'b'] },
    );
    assert.equal(
      common(
        [
          ['a', 'b'],
          ['a', 'c'],
        ],
        'args',
      ).pattern.type,
      'list',
    );
    assert.equal(common([['a'], ['a', 'c']], 'args').pattern.type, 'hole');
    const { departures } = common([...Array.from({ length: 9 }, (_, index) => [`a${index}`]), ['a', 'b']], 'args');
    assert.deepEqual(departures, [9]);
  });
});
