import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { EVENT_ID, getScalarValue } from 'js-yaml';
import { readBrackets, readQuoted } from '../../src/manifest/everyday-inline.ts';
import { CODE, type Reader } from '../../src/manifest/everyday-text.ts';

const reader = (text: string): Reader => ({ text, at: 0, indent: 0, depth: 0, events: [] });
const texts = ({ text, events }: Reader) =>
  events.flatMap((event) => (event.type === EVENT_ID.SCALAR ? [getScalarValue(text, event)] : []));

describe('readQuoted()', () => {
  it('reads what ends on its line, with the escapes that people write', () => {
    for (const [text, value] of [
      ['"a b" #', 'a b'],
      ['"a\\n\\"b\\""', 'a\n"b"'],
      ["'it''s'", "it's"],
      ["'\\n'", '\\n'],
    ] as const) {
      const one = reader(text);
      assert.ok(readQuoted(one, text.charCodeAt(0)), text);
      assert.deepEqual(texts(one), [value]);
    }
  });

  it('leaves the rest to js-yaml', () => {
    for (const text of ['"a', '"a\nb"', '"\\x41"', "'a\n'"])
      assert.ok(!readQuoted(reader(text), text.charCodeAt(0)), text);
  });
});

describe('readBrackets()', () => {
  it('reads lists and maps on one line, within each other', () => {
    const one = reader('{a: [x, "y"], b: {c: -1}} # end');
    assert.ok(readBrackets(one, true));
    assert.deepEqual(texts(one), ['a', 'x', 'y', 'b', 'c', '-1']);
    assert.equal(one.text.charCodeAt(one.at - 1), CODE.endOfMap);
    assert.ok(readBrackets(reader('[]'), false) && readBrackets(reader('[a, ]'), false));
  });

  it('leaves the rest to js-yaml', () => {
    for (const text of ['[a\n]', '[a: b]', '[a,, b]', '[*a]', '[a #b]', '[a'])
      assert.ok(!readBrackets(reader(text), false), text);
    for (const text of ['{a}', '{"a": b}', '{a:b}', '{a: }']) assert.ok(!readBrackets(reader(text), true), text);
  });
});
