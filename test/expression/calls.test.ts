import { describe } from 'node:test';
import { failures, table } from './yields.ts';

describe('calls', () => {
  table({ s: 'Text', list: ['a', 'b'] }, [
    ['$uppercase(s)', 'TEXT'],
    ['s.$uppercase()', 'TEXT'],
    ['s ~> $uppercase', 'TEXT'],
    ['s ~> $substring(1, 2)', 'ex'],
    ['$contains(s, /^te/i)', true],
    ['$contains(missing, /x/)', undefined],
    ['$count(missing)', 0],
    ['$not(missing)', undefined],
    ['$exists(missing)', false],
    ['list.$uppercase($)', ['A', 'B']],
    ['$map(list, $uppercase)', ['A', 'B']],
    ["($substring(?, 1))('abc')", 'bc'],
    ["$map(['1', '2'], $number)", [1, 2]],
  ]);
  failures({ s: 'Text', o: {} }, [
    ['s()', 'T1006'],
    ['$missing()', 'T1006'],
    ['uppercase(s)', 'T1005'],
    ['s ~> o', 'T2006'],
    ['$uppercase(1)', 'T0410'],
    ['o.$uppercase()', 'T0411'],
    ["$sum(['a'])", 'T0412'],
    ['(function() {$join()})()', 'T0410'],
    ['missing(?)', 'T1008'],
    ['uppercase(?)', 'T1007'],
  ]);
});
