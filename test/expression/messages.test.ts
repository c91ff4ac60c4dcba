import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ExpressionError, messageOf, shown } from '../../src/expression/messages.ts';
import { outcome } from './yields.ts';

describe('messageOf()', () => {
  it('is one sentence with the user’s values in backticks', () => {
    assert.equal(
      messageOf('T2009', { token: '<', value: 1, value2: 'a' }),
      'cannot compare `1` with `a` by `<`; they are of different types',
    );
    assert.equal(messageOf('D3093'), 'the picture string is not valid (D3093)');
  });

  it('starts with a lower-case letter, a backtick or a number and has no full stop', () => {
    const texts = [
      'a +',
      'a[',
      "'x",
      '/x',
      '$f(',
      '1.a',
      '$now()',
      "1 + 'a'",
      '$error()',
      '$sum("x")',
      "$number('x')",
      '{1: 2}',
      '-"a"',
      'a ~> 5',
    ];
    for (const text of texts) {
      const result = outcome(text, { a: 1 });
      assert.ok(!result.ok, text);
      assert.match(result.error.message, /^[a-z`0-9$][^\n]*[^.]$/, `${text}: ${result.error.message}`);
    }
  });

  it('shows values briefly', () => {
    assert.equal(shown('x'.repeat(100)).length, 62);
    assert.equal(shown({}), '`an object`');
    assert.equal(new ExpressionError('D1001').position, -1);
  });
});
