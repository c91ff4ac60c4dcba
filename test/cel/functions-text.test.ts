import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { TEXT_FUNCTIONS } from '../../src/cel/functions-text.ts';
import { evaluated, fails, holds } from './expressions.ts';

describe('functions on texts', () => {
  it('count code points', () => {
    assert.ok(TEXT_FUNCTIONS.length > 15);
    holds([
      "'a😀b'.charAt(1) == '😀' && 'a😀b'.charAt(3) == '' && 'a😀b'.substring(1, 2) == '😀' && 'a😀b'.indexOf('b') == 2",
      "'a😀b😀'.lastIndexOf('😀') == 3 && 'aba'.lastIndexOf('a', 1) == 0 && 'ab'.indexOf('', 7) == 7 && 'ab'.lastIndexOf('') == 2 && 'a'.lastIndexOf('abc') == -1",
      "'héé'.replace('é', 'e', 1) == 'heé' && 'ab'.replace('', '-') == '-a-b-' && 'ab'.replace('', '-', 2) == '-a-b' && 'aa'.replace('a', 'b', 0) == 'aa'",
      "'a,b,c'.split(',') == ['a', 'b', 'c'] && 'a,b,c'.split(',', 2) == ['a', 'b,c'] && 'ab'.split('') == ['a', 'b'] && 'a'.split(',', 0) == [] && ''.split('') == []",
      "'\\t a\\u00a0\\u2003'.trim() == 'a' && 'ÀB'.lowerAscii() == 'Àb' && ['a', 'b'].join('-') == 'a-b' && [].join() == ''",
    ]);
  });
  it('fail outside of a text', () => {
    fails([
      ["'a'.charAt(2) == ''", /outside/],
      ["'a'.charAt(-1) == ''", /outside/],
      ["'a'.substring(2) == ''", /outside/],
      ["'abc'.substring(2, 1) == ''", /ends before/],
      ["'a'.indexOf('a', -1) == 0", /outside/],
      ["dyn(1).trim() == ''", /no overload/],
    ]);
  });
  it('end on hostile texts', () => {
    const options = { schema: { type: 'object', properties: { s: { type: 'string' } } } };
    const result = evaluated("self.s.replace('', self.s).replace('', self.s).size() > 0", {
      options,
      self: { s: 'x'.repeat(100_000) },
    });
    assert.ok(!result.ok && result.exhausted);
  });
});
