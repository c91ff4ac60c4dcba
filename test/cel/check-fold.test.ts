import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { TYPES, typeText } from '../../src/cel/cel-type.ts';
import { check } from '../../src/cel/check.ts';
import { foldType } from '../../src/cel/check-fold.ts';
import { parse } from '../../src/cel/parse.ts';
import { refuses } from './expressions.ts';

describe('types of macros', () => {
  it('come from what they walk over', () => {
    assert.equal(typeof foldType, 'function');
    const types = [
      ['[1].map(x, x > 0)', 'list(bool)'],
      ["{'a': 1}.map(k, k)", 'list(string)'],
      ['[1].filter(x, x > 0)', 'list(int)'],
      ["['a'].transformList(i, v, i)", 'list(int)'],
      ["{'a': 1}.transformMap(k, v, [v])", 'map(string, list(int))'],
      ["['a'].transformMapEntry(i, v, {v: i})", 'map(string, int)'],
      ['[1.5].sortBy(x, x)', 'list(double)'],
      ['optional.of(1).optMap(x, [x])', 'optional(list(int))'],
      ["optional.of(1).optFlatMap(x, optional.of('a'))", 'optional(string)'],
      ['self.all(x, x.y)', 'bool'],
    ] as const;
    for (const [text, type] of types) assert.equal(typeText(check(parse(text), { self: TYPES.dyn }).type), type, text);
  });
  it('are refused where they do not fit', () => {
    refuses([
      ['self.all(x, true)', /takes a list or a map, not object/],
      ['[1].all(x, x)', /a bool is needed/],
      ['[1].filter(x, x) == [1]', /a bool is needed/],
      ['[1].map(x, x, x) == [1]', /a bool is needed/],
      ['[1].transformMapEntry(i, v, v) == {}', /a map is needed/],
      ['[[1]].sortBy(x, x) == [[1]]', /key that has an order/],
      ['[1].optMap(x, x) == optional.of(1)', /takes an optional/],
      ['optional.of(1).optFlatMap(x, x) == optional.of(1)', /there is no `\?:/],
      ['[1].existsOne(x, true)', /no variable `x`/],
    ]);
  });
});
