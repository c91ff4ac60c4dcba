import { describe } from 'node:test';
import { table } from './yields.ts';

describe('paths', () => {
  table(
    {
      a: { b: [{ c: 1, d: ['x', 'y'] }, { c: 2, d: ['z'] }, {}] },
      one: [{ c: 9 }],
      empty: [],
      nested: [[1, 2], [3]],
      nil: null,
      text: 'abc',
    },
    [
      ['a.b.c', [1, 2]],
      ['a.b.d', ['x', 'y', 'z']],
      ['a.b.d[0]', ['x', 'z']],
      ['(a.b.d)[0]', 'x'],
      ['one.c', 9],
      ['one.c[]', [9]],
      ['text[]', ['abc']],
      ['missing[]', undefined],
      ["['a', ''][1].x", ''],
      ['one', [{ c: 9 }]],
      ['one[0].c', 9],
      ['empty', []],
      ['empty.x', undefined],
      ['missing.x', undefined],
      ['nil.x', undefined],
      ['nil', null],
      ['text.x', undefined],
      ['nested', [[1, 2], [3]]],
      ['nested[0]', [1, 2]],
      ['nested.$', [1, 2, 3]],
      ['$.a.b.c', [1, 2]],
      ['$$.one.c', 9],
      ['a.b.(c * 10)', [10, 20]],
      ['a.b.[c]', [[1], [2], []]],
      ['[a.b.c].$', [1, 2]],
      ['`a`.b.c', [1, 2]],
      ['"a".b.c', [1, 2]],
      ['a.*.c', [1, 2]],
      ['**.c', [1, 2, 9]],
    ],
  );
});
