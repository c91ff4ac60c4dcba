import { describe } from 'node:test';
import { failures, table } from './yields.ts';

describe('predicates', () => {
  table({ list: [{ a: 1 }, { a: 2, b: true }, { a: 3 }], one: { a: 1 } }, [
    ['list[0].a', 1],
    ['list[-1].a', 3],
    ['list[9]', undefined],
    ['list[a > 1].a', [2, 3]],
    ['list[b].a', 2],
    ['list[a=1][0].a', 1],
    ['one[0].a', 1],
    ['one[1]', undefined],
    ['one[a=1].a', 1],
    ['list[[0,2]].a', [1, 3]],
    ['list[1.7].a', 2],
    ['list[$count($) - 1].a', 1],
    ['missing[0]', undefined],
    ["'text'[0]", 'text'],
  ]);
  failures({ list: [1] }, [['list[1/0]', 'D1001']]);
});
