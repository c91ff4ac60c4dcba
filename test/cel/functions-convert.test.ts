import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CONVERSIONS, doubleText, textOf } from '../../src/cel/functions-convert.ts';
import { NONE } from '../../src/cel/value.ts';
import { fails, holds } from './expressions.ts';

describe('conversions', () => {
  it('go as on the server', () => {
    assert.ok(CONVERSIONS.length > 25);
    holds([
      "int('5') == 5 && int(5.9) == 5 && int(-5.9) == -5 && int(5u) == 5 && int('+7') == 7",
      "uint('5') == 5u && uint(5) == 5u && double('1e3') == 1000.0 && double('inf') > 1e308",
      "string(1) == '1' && string(1u) == '1' && string(b'a') == 'a' && string(duration('1m')) == '60s'",
      "bool('t') && !bool('FALSE') && bytes('é').size() == 2",
      "timestamp(60) == timestamp('1970-01-01T00:01:00Z') && int(timestamp('1969-12-31T23:59:59.5Z')) == -1 && int(duration('1s')) == 1000000000",
    ]);
  });
  it('fail as there', () => {
    for (const text of ['', ' 1', '1.0', '9223372036854775808', '0x1']) fails([[`int('${text}' + '') == 1`, /no int/]]);
    fails([
      ["double('0x1' + '') == 1.0", /no double/],
      ["bool('yes' + '')", /no bool/],
      ['int(1e19 + 0.0) == 1', /overflows/],
      ['uint(-1 + 0) == 0u', /overflows/],
      ["string(b'\\xff' + b'') == ''", /UTF-8/],
      ['duration(1 + 0) == null', /no duration/],
      ["timestamp('0000-01-01T00:00:00Z' + '') == null", /years/],
    ]);
  });
  it('write doubles like Go', () => {
    const texts = [
      [1, '1'],
      [1e6, '1e+06'],
      [123456.75, '123456.75'],
      [1234567, '1.234567e+06'],
      [1e-5, '1e-05'],
      [0.0001, '0.0001'],
      [Number.NaN, 'NaN'],
      [-Infinity, '-Inf'],
      [-0, '-0'],
    ] as const;
    for (const [value, text] of texts) assert.equal(doubleText(value), text);
    assert.equal(textOf(NONE), undefined);
    assert.equal(textOf(null), 'null');
  });
});
