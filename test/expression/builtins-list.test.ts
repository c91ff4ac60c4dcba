import { describe } from 'node:test';
import { failures, table } from './yields.ts';

describe('built-ins on lists and objects', () => {
  table(
    {
      list: [3, 1, 2],
      objects: [
        { n: 1, s: 'a' },
        { n: 2, s: 'b' },
      ],
      o: { a: 1, b: { c: 2 } },
    },
    [
      ['$count(list)', 3],
      ['$count(o)', 1],
      ['$map(list, function($v, $i) {$v * $i})', [0, 1, 4]],
      ['$filter(list, function($v) {$v > 1})', [3, 2]],
      ['$filter(list, function($v) {$v > 2})', 3],
      ['$single(list, function($v) {$v = 2})', 2],
      ['$reduce(list, function($a, $b) {$a + $b})', 6],
      ['$reduce(list, function($a, $b) {$a + $b}, 10)', 16],
      ['$sift(o, function($v) {$v = 1})', { a: 1 }],
      ['$each(o, function($v, $k) {$k})', ['a', 'b']],
      ['$keys(o)', ['a', 'b']],
      ['$keys(objects)', ['n', 's']],
      ["$lookup(o, 'a')", 1],
      ['$append([1], 2)', [1, 2]],
      ['$spread(o)', [{ a: 1 }, { b: { c: 2 } }]],
      ["$merge([{'a': 1}, {'b': 2}])", { a: 1, b: 2 }],
      ['$reverse(list)', [2, 1, 3]],
      [
        "$zip([1, 2], ['a', 'b'])",
        [
          [1, 'a'],
          [2, 'b'],
        ],
      ],
      ["$distinct([1, 1, {'a': 1}, {'a': 1}])", [1, { a: 1 }]],
      ['$sort(list)', [1, 2, 3]],
      ['$sort(objects, function($l, $r) {$l.n < $r.n}).s', ['b', 'a']],
    ],
  );
  failures({ list: [1, 2] }, [
    ['$single(list)', 'D3138'],
    ['$single([])', 'D3139'],
    ['$reduce(list, function($a) {$a})', 'D3050'],
    ["$sort([1, 'a'])", 'D3070'],
    ['$filter(list, 5)', 'T0410'],
  ]);
});
