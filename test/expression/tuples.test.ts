import { describe } from 'node:test';
import { table } from './yields.ts';

describe('paths that bind', () => {
  table(
    {
      list: [
        { id: 1, tags: ['a', 'b'] },
        { id: 2, tags: ['c'] },
      ],
    },
    [
      [
        "list#$i.{'i': $i, 'id': id}",
        [
          { i: 0, id: 1 },
          { i: 1, id: 2 },
        ],
      ],
      ["list@$x.tags.{'t': $, 'id': $x.id}", undefined],
      [
        "list.tags.{'t': $, 'id': %.id}",
        [
          { t: 'a', id: 1 },
          { t: 'b', id: 1 },
          { t: 'c', id: 2 },
        ],
      ],
      ['list#$i[$i = 1].id', 2],
      ['list@$x.list@$y[$x.id < $y.id].[$x.id, $y.id]', [1, 2]],
      ['list.tags#$i.($ & $i)', ['a0', 'b1', 'c0']],
    ],
  );
});
