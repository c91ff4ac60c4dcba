import { describe } from 'node:test';
import { failures, table } from './yields.ts';

describe('functions of an expression', () => {
  table({ n: 3 }, [
    ['(function($x) {$x * 2})(4)', 8],
    ["($f := function($x, $y) {$x & $y}; $g := $f(?, 'b'); $g('a'))", 'ab'],
    ['($f := function($n) {$n <= 1 ? 1 : $n * $f($n - 1)}; $f(5))', 120],
    ['($f := function($n, $t) {$n = 0 ? $t : $f($n - 1, $t + 1)}; $f(1000, 0))', 1000],
    ['($x := 1; ($y := $x; $x := 2; $y))', 1],
    ['($x := 1; ($x := 2); $x)', 1],
    ['($f := function() {$x}; $x := 5; $f())', 5],
    ["($up := $uppercase ~> $trim; $up(' a '))", 'A'],
    ['(function($x)<n:n> {$x})(1)', 1],
  ]);
  failures({ n: 3 }, [
    ["(function($x)<n:n> {$x})('a')", 'T0410'],
    ['($f := function($n) {1 + $f($n + 1)}; $f(0))', 'D1011'],
    ['function($x) {$x}', 'function-result'],
  ]);
});
