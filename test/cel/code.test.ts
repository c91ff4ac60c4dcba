import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { TYPES } from '../../src/cel/cel-type.ts';
import { check } from '../../src/cel/check.ts';
import { Builder } from '../../src/cel/code.ts';
import { steps } from '../../src/cel/fault.ts';
import { parse } from '../../src/cel/parse.ts';
import { fails, holds, refuses } from './expressions.ts';

describe('programs', () => {
  it('are closures over a frame', () => {
    const tree = parse('x + 1');
    const builder = new Builder(check(tree, { x: TYPES.int }), 1);
    steps.left = 100;
    assert.equal(builder.build(tree, new Map([['x', 0]]))([41n]), 42n);
  });
  it('let a term that decides win over errors', () => {
    holds(['true || 1 / 0 == 1', '1 / 0 == 1 || true', '!(1 / 0 == 1 && false)', '1 in [] == false', '!(1 / 0 in [])']);
    fails([
      ['1 / 0 == 1 || false', /zero/],
      ['dyn(1) && true', /truth values/],
      ['dyn(1) ? true : false', /no overload/],
    ]);
  });
  it('refuse constants that do not convert', () => {
    refuses([
      ["int('x') == 1", /no int/],
      ["duration('x') == duration('1s')", /no duration/],
      ["'a'.find('[') == ''", /pattern/],
      ["string(dyn([1])) == ''", /no overload/],
    ]);
  });
  it('know values that may be missing', () => {
    holds([
      'optional.none().orValue(1) == 1',
      'optional.of(1).or(optional.of(2)).value() == 1',
      "[1][?5].orValue(7) == 7 && {'a': 1}[?'a'] == optional.of(1)",
    ]);
    fails([['optional.none().value() == 1', /no value/]]);
  });
});
