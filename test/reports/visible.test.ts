import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { visible, visibleJson } from '../../src/reports/visible.ts';

describe('visible()', () => {
  it('spells out what steers a terminal or reorders text', () => {
    assert.equal(visible('a\nb\r\tc'), 'a\\nb\\r\\tc');
    assert.equal(visible('\u001b[31m\u009b\u007f\u0000'), '\\u{1b}[31m\\u{9b}\\u{7f}\\u{0}');
    assert.equal(visible('\u202egpj\u2066\u061c\u200f\u2028'), '\\u{202e}gpj\\u{2066}\\u{61c}\\u{200f}\\u{2028}');
    assert.equal(visible('\ud83d'), '\\u{d83d}');
  });

  it('leaves all other text as it is', () => {
    for (const text of ['plain', 'ünïcödé', '日本語', '🚢', 'a\u200db', '\\n', '']) assert.equal(visible(text), text);
  });

  it('is idempotent and one line', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        assert.equal(visible(visible(text)), visible(text));
        assert.ok(!/[\n\r]/.test(visible(text)));
      }),
    );
  });
});

describe('visibleJson()', () => {
  it('keeps the value, indented or not', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
        for (const indent of [0, 2]) {
          const safe = visibleJson(JSON.stringify(value, null, indent));
          assert.deepEqual(JSON.parse(safe), JSON.parse(JSON.stringify(value)));
        }
      }),
    );
  });

  it('escapes what JSON itself leaves', () => {
    assert.equal(visibleJson('"\u202e\u007f\u2028"'), '"\\u202e\\u007f\\u2028"');
  });
});
