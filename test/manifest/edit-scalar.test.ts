import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { SCALAR_STYLE } from 'js-yaml';
import { blockText, keyText, scalarText } from '../../src/manifest/edit-scalar.ts';
import { parseText } from '../../src/manifest/parse.ts';

const styles = fc.constantFrom(undefined, ...Object.values(SCALAR_STYLE));
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string(),
  fc.stringMatching(/^[-+0-9.:_xoeEbTZ~yYnN?,[\]{}#&*!|>'"%@` ]{0,6}$/),
);

describe('scalarText() and keyText()', () => {
  it('are read as what was given, in brackets and without, and mean the same to all readers', () => {
    const value = fc.oneof(text, fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean(), fc.constant(null));
    fc.assert(
      fc.property(text, value, styles, fc.boolean(), (name, one, style, inBrackets) => {
        const member = `${keyText(name, inBrackets)}: ${scalarText(one, style, inBrackets)}`;
        const [document] = parseText(inBrackets ? `{${member}}` : `${member}\n`).documents;
        assert.deepEqual(document?.value, { [name]: one === 0 ? 0 : one }, member);
        assert.equal(document?.ambiguous, undefined, member);
      }),
      { numRuns: 5000 },
    );
  });

  it('keeps quotes', () => {
    assert.equal(scalarText('a', SCALAR_STYLE.SINGLE_QUOTED, false), "'a'");
    assert.equal(scalarText('a', SCALAR_STYLE.DOUBLE_QUOTED, false), '"a"');
    assert.equal(scalarText('a\tb', SCALAR_STYLE.SINGLE_QUOTED, false), '"a\\tb"');
    assert.equal(scalarText(5, SCALAR_STYLE.DOUBLE_QUOTED, false), '5');
  });
});

describe('blockText()', () => {
  it('is read as what was given', () => {
    let seen = 0;
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z#:\n ]{1,12}$/), (one) => {
        const block = blockText(one);
        if (block === undefined) return;
        seen++;
        const lines = block.lines.map((line) => `  ${line}`.trimEnd());
        const source = `a: ${block.header}\n${lines.join('\n')}\n`;
        // Blanks at the end of a line are part of the text; editors take them away, so none are asked of here.
        if (/ (\n|$)/.test(one)) return;
        assert.deepEqual(parseText(source).documents[0]?.value, { a: one }, source);
      }),
    );
    assert.ok(seen > 10);
  });

  it('leaves to quotes what a block would not hold', () => {
    for (const one of ['', ' a', '\na', 'a\n\n', 'a\n \nb', 'a\r\nb', '\u0007'])
      assert.equal(blockText(one), undefined);
  });
});
