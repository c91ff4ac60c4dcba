import { describe } from 'node:test';
import { failures, table } from './yields.ts';

describe('order-by', () => {
  table({ list: [{ n: 2, s: 'b' }, { n: 1, s: 'c' }, { s: 'a' }, { n: 2, s: 'a' }], one: [{ n: 1 }], empty: [] }, [
    ['list^(n).s', ['c', 'b', 'a', 'a']],
    ['list^(>n).s', ['b', 'a', 'c', 'a']],
    ['list^(n, s).s', ['c', 'a', 'b', 'a']],
    ['list^(n)[0].s', 'c'],
    ['one^(n)', { n: 1 }],
    ['empty^(n)', undefined],
    ['[3, 1, 2]^($)', [1, 2, 3]],
  ]);
  failures({ list: [{ n: 1 }, { n: 'x' }], objects: [{ n: {} }, { n: {} }] }, [
    ['list^(n)', 'T2007'],
    ['objects^(n)', 'T2008'],
  ]);
});
