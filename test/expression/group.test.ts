import { describe } from 'node:test';
import { failures, table } from './yields.ts';

describe('objects and groupings', () => {
  table(
    {
      list: [
        { k: 'x', v: 1 },
        { k: 'y', v: 2 },
        { k: 'x', v: 3 },
      ],
      empty: [],
    },
    [
      ["{'a': 1, 'b': missing}", { a: 1 }],
      ['list{k: v}', { x: [1, 3], y: 2 }],
      ['list{k: $sum(v)}', { x: 4, y: 2 }],
      ["empty{'n': $count($)}", { n: 0 }],
      ["missing{'n': 1}", { n: 1 }],
      ["{'2': 'b', '1': 'a'} ~> $keys", ['1', '2']],
      ['{missing: 1}', {}],
    ],
  );
  failures({ list: [{ k: 'x' }], n: 1 }, [
    ['{n: 1}', 'T1003'],
    ["{'a': 1, 'a': 2}", 'D1009'],
    ["list{k: 1, 'x': 2}", 'D1009'],
  ]);
});
