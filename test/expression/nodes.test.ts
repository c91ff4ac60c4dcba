import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compilerFor } from '../../src/expression/nodes.ts';
import { parse } from '../../src/expression/parse.ts';
import { scopeOf } from '../../src/expression/scope.ts';
import { table } from './yields.ts';

describe('nodes', () => {
  it('report their free variables', () => {
    const free: unknown[] = [];
    const compiler = compilerFor(new Map(), new Set(), ({ value }) => free.push(value));
    compiler.node(parse('$a + ($b := 1; $b) + function($c) {$c + $d}(2)'), scopeOf(undefined, []));
    assert.deepEqual(free, ['a', 'd']);
  });
  table({ o: { a: 1, b: [2, [3]] }, list: [1], t: true }, [
    ['o.*', [1, 2, 3]],
    ['list.*', undefined],
    ['o.**', [{ a: 1, b: [2, [3]] }, 1, 2, 3]],
    ["t ? 'yes' : 'no'", 'yes'],
    ["missing ? 'yes'", undefined],
    ["missing ?? 'default'", 'default'],
    ["'' ?: 'default'", 'default'],
    ['(1; 2; 3)', 3],
    ['()', undefined],
    ['[1, [2, 3], list, missing]', [1, [2, 3], 1]],
    ['($x := 1; $y := $x + 1; [$x, $y])', [1, 2]],
    ['null', null],
    ['list[]', [1]],
    ['$.o.a', 1],
  ]);
});
