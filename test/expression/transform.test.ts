import { describe } from 'node:test';
import { failures, table } from './yields.ts';

describe('transforms', () => {
  table({ a: { b: [{ c: 1 }, { c: 2 }] }, n: 1.5 }, [
    [
      "$ ~> |a.b|{'d': c + 1}|",
      {
        a: {
          b: [
            { c: 1, d: 2 },
            { c: 2, d: 3 },
          ],
        },
        n: 1.5,
      },
    ],
    ["$ ~> |a.b|{}, 'c'|", { a: { b: [{}, {}] }, n: 1.5 }],
    ["$ ~> |missing|{'x': 1}|", { a: { b: [{ c: 1 }, { c: 2 }] }, n: 1.5 }],
    ["missing ~> |a|{'x': 1}|", undefined],
    ["$ ~> |$$.a|{'x': 1}|", { a: { b: [{ c: 1 }, { c: 2 }] }, n: 1.5 }],
  ]);
  failures({ a: { b: 1 } }, [
    ['$ ~> |a|5|', 'T2011'],
    ['$ ~> |a|{}, 5|', 'T2012'],
  ]);
});
