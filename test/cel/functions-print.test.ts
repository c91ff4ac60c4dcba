import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { PRINT_FUNCTIONS, readFormat } from '../../src/cel/functions-print.ts';
import { fails, holds } from './expressions.ts';

describe('formats', () => {
  it('write values as the server does', () => {
    assert.deepEqual(readFormat('a%.2f%%'), ['a', { verb: 'f', precision: 2 }, '', '%', '']);
    assert.equal(PRINT_FUNCTIONS.length, 2);
    holds([
      "'%s %s %s'.format([1, 'a', [1.5, 'b']]) == '1 a [1.500000, \"b\"]'",
      "'%s'.format([{'b': 1, 'a': duration('1s')}]) == '{\"a\":duration(\"1s\"), \"b\":1}'",
      "'%d %x %X %o %b %b'.format([255, 255, 'hi', 8, 5, true]) == '255 ff 6869 10 101 1'",
      "'%.1f %f'.format([1234.56, 0.5]) == '1,234.6 0.500000'",
      "'%.2f %.2f %.0f %.0f %.1f'.format([-1.125, 1.135, 2.5, 3.5, 0.25]) == '-1.12 1.14 2 4 0.2'",
      "'%e'.format([1052.032911275]) == '1.052033×10⁰³'",
      'strings.quote(\'a"\\n\') == \'"a\\\\"\\\\n"\'',
    ]);
    fails([
      ["('%' + 'd').format(['a']) == ''", /%d/],
      ["('%' + 's %s').format([1]) == ''", /more clauses/],
      ["('%' + 'q').format([1]) == ''", /no clause/],
      ["('%' + 's').format([optional.of(1)]) == ''", /%s/],
    ]);
  });
});
