import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { decodeText } from '../../src/manifest/decode.ts';

const decode = (...bytes: number[]) => {
  const decoded = decodeText(Uint8Array.from(bytes));
  return decoded.ok
    ? decoded.text
    : [decoded.problem.code, decoded.problem.position.line, decoded.problem.position.column];
};

describe('decodeText()', () => {
  it('decodes all text, and drops a byte order mark', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const clean = text.replaceAll('\0', '').replace(/^\ufeff+/, '');
        assert.deepEqual(decodeText(new TextEncoder().encode(clean)), { ok: true, text: clean });
        assert.deepEqual(decodeText(new TextEncoder().encode(`\ufeff${clean}`)), { ok: true, text: clean });
      }),
    );
    assert.equal(decode(), '');
  });

  it('says where bytes are no UTF-8', () => {
    assert.deepEqual(decode(0x61, 0x0a, 0x62, 0xff), ['encoding', 2, 2]);
    assert.deepEqual(decode(0xef, 0xbb, 0xbf, 0x61, 0xc3), ['encoding', 1, 2]);
    // Behind a replacement character that is meant, and a character of four bytes.
    assert.deepEqual(decode(0xef, 0xbf, 0xbd, 0xf0, 0x9f, 0x98, 0x80, 0x80), ['encoding', 1, 4]);
    assert.deepEqual(decode(0xed, 0xa0, 0x80), ['encoding', 1, 1]);
  });

  it('refuses UTF-16 and NUL bytes', () => {
    assert.deepEqual(decode(0xff, 0xfe, 0x61, 0x00), ['encoding', 1, 1]);
    assert.deepEqual(decode(0xfe, 0xff, 0x00, 0x61), ['encoding', 1, 1]);
    assert.deepEqual(decode(0x61, 0x0a, 0x00), ['nul-byte', 2, 1]);
  });
});
