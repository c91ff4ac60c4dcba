import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { patternOf, REGEX_FUNCTIONS } from '../../src/cel/functions-regex.ts';
import { evaluated, fails, holds } from './expressions.ts';

describe('regular expressions', () => {
  it('search as Go does', () => {
    assert.ok(patternOf('a').test('cat') && REGEX_FUNCTIONS.length === 5);
    holds([
      "'abc'.matches('b') && matches('abc', '^a') && !'abc'.matches('^b') && 'A'.matches('(?i)a')",
      "'ab12'.find('[0-9]+') == '12' && 'ab'.find('[0-9]') == ''",
      "'a1b2'.findAll('[0-9]') == ['1', '2'] && 'a1b2'.findAll('[0-9]', 1) == ['1'] && 'abc'.findAll('x*') == ['', '', '', ''] && 'baac'.findAll('a*') == ['', 'aa', '']",
    ]);
    fails([["'a'.matches('[' + '')", /pattern/]]);
  });
  it('take linear time', () => {
    const options = { schema: { type: 'object', properties: { s: { type: 'string' } } } };
    const result = evaluated("self.s.matches('^(a+)+$')", { options, self: { s: `${'a'.repeat(50_000)}!` } });
    assert.deepEqual(result, { ok: true, value: false });
  });
});
