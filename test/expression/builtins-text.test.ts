import { describe } from 'node:test';
import { failures, table } from './yields.ts';

describe('built-ins on text', () => {
  table({ s: 'hello', o: { a: [1, 'x'], b: null } }, [
    ['$string(o)', '{"a":[1,"x"],"b":null}'],
    ['$string(o, true)', '{\n  "a": [\n    1,\n    "x"\n  ],\n  "b": null\n}'],
    ['$substring(s, 1, 3)', 'ell'],
    ['$substring(s, -2)', 'lo'],
    ["$substringBefore(s, 'l')", 'he'],
    ["$substringAfter(s, 'l')", 'lo'],
    ["$lowercase('ABC')", 'abc'],
    ["$length('añ😀')", 3],
    ["$trim('  a  b ')", 'a b'],
    ["$pad('a', -3, '#')", '##a'],
    ["$pad('a', 5, 'xy')", 'axyxy'],
    ['$match(s, /l+/)', { match: 'll', index: 2, groups: [] }],
    ["$match('a1b22', /([a-z])([0-9]+)/).groups", ['a', '1', 'b', '22']],
    ["$replace(s, 'l', 'L')", 'heLLo'],
    ["$replace(s, 'l', 'L', 1)", 'heLlo'],
    ["$replace('John Smith', /(\\w+) (\\w+)/, '$2, $1 $$ $0')", 'Smith, John $ John Smith'],
    ["$replace('ab', /[ab]/, function($m) {$uppercase($m.match)})", 'AB'],
    ["$split('a,b', ',')", ['a', 'b']],
    ["$split('a1b2c', /[0-9]/)", ['a', 'b', 'c']],
    ["$split('a b c', ' ', 2)", ['a', 'b']],
    ["$join(['a', 'b'], '-')", 'a-b'],
    ['$join([])', ''],
    ["$contains(s, 'ell')", true],
  ]);
  failures({}, [
    ["$replace('a', '', 'b')", 'D3010'],
    ["$replace('a', /a/, function() {1})", 'D3012'],
    ["$split('a', 'b', -1)", 'D3020'],
    ["$match('ab', /x*/)", 'D1004'],
  ]);
});
