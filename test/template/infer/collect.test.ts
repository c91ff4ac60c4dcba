import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { collect } from '../../../src/template/infer/collect.ts';
import type { HolePattern, Member, Pattern } from '../../../src/template/infer/pattern.ts';

const hole = (name: string): HolePattern => ({
  type: 'hole',
  column: { raw: [], done: [] },
  path: [name],
  object: 'w',
});
const member = (key: string, pattern: Pattern, presence?: readonly boolean[]): Member => ({
  key,
  path: [key],
  pattern,
  ...(presence && { presence }),
});

describe('collect()', () => {
  it('gathers holes, conditions, choices and open lists, but not what is in their items', () => {
    const [a, b, c, d] = ['a', 'b', 'c', 'd'].map(hole) as [HolePattern, HolePattern, HolePattern, HolePattern];
    const list: Pattern = {
      type: 'list',
      path: ['list'],
      keys: ['name'],
      items: [member('[x]', b)],
      each: { scope: { size: 1 }, pattern: d },
    };
    const map: Pattern = {
      type: 'map',
      members: [member('a', a), member('list', list, [true, false])],
      alternatives: [[member('c', c, [true, false])], [member('e', { type: 'literal', value: 1 }, [false, true])]],
    };
    const found = collect([member('object', map)]);
    assert.deepEqual(found.holes, [a, b, c]);
    assert.deepEqual([...found.everywhere], [a]);
    assert.deepEqual(
      found.conditional.map(({ key }) => key),
      ['list', 'c', 'e'],
    );
    assert.deepEqual(
      found.choices.map(({ path }) => path),
      [['object']],
    );
    assert.deepEqual(found.lists, [list]);
  });
});
