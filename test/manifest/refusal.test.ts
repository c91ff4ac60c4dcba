import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { EVENT_ID, parseEvents, type ScalarEvent } from 'js-yaml';
import {
  refusedAnchor,
  refusedBlock,
  refusedEscape,
  refusedInBrackets,
  refusedOnKeyLine,
  refusedPlainTab,
  refusedTab,
  refusedTabAtDash,
  refusedTag,
} from '../../src/manifest/refusal.ts';

const scalars = (text: string) =>
  parseEvents(text, {}).filter((event): event is ScalarEvent => event.type === EVENT_ID.SCALAR);

describe('refusedEscape()', () => {
  it('finds escapes that are no character', () => {
    const check = (text: string) => refusedEscape(text, scalars(text)[0]!)?.offset;
    assert.equal(check('"a\\ud83d\\ude00"'), 2);
    assert.equal(check('"\\U00110000"'), 1);
    assert.equal(check('"a\\/"'), 2);
    for (const text of ['"\\u00e9\\U0001F600"', '"\\\\ud83d"', '"\\\\/"', "'\\ud83d'", '"a/b"'])
      assert.equal(check(text), undefined, text);
  });
});

describe('refusedAnchor()', () => {
  it('takes letters, digits, dash and underscore', () => {
    const check = (text: string) => refusedAnchor(text, scalars(text)[0]!)?.code;
    assert.equal(check('&a-B_9 x'), undefined);
    assert.equal(check('x'), undefined);
    for (const text of ['&a.b x', '&é x', '&a: x']) assert.equal(check(text), 'yaml-syntax', text);
  });
});

describe('refusedTag()', () => {
  it('wants a name and a blank behind it', () => {
    const check = (text: string) => refusedTag(text, scalars(text)[0]!)?.code;
    for (const text of ['! x', '!a x', '!%61 x', '!!str x', '!a', '!a\n x', '!<tag:yaml.org,2002:str> x', 'x'])
      assert.equal(check(text), undefined, text);
    for (const text of ['[!a, x]', '!a#b', '!!', '!! x', '[!]', '!<> x', '!%da x'])
      assert.equal(check(text), 'yaml-tag', text);
  });
});

describe('refusedInBrackets()', () => {
  it('finds marks and colons that kubectl takes otherwise', () => {
    const check = (text: string, isKey: boolean) => refusedInBrackets(text, scalars(text)[0]!, isKey)?.offset;
    assert.equal(check('[:a]', false), 1);
    assert.equal(check('[a?b]', false), 2);
    assert.equal(check('[a:]', true), 2);
    assert.equal(check('{a:[]}', true), 2);
    assert.equal(check('{a\n: b}', true), 3);
    assert.equal(check('{"a"\n: b}', true), 5);
    assert.equal(check('{a #: b\n: c}', true), 8);
    assert.equal(check('{a # b: c}\n}', true), undefined);
    for (const text of ['{a: 1}', '{"a":1}', '{a : 1}', '{a}', '["a?"]', '[http://x:80/]']) {
      assert.equal(check(text, text.startsWith('{')), undefined, text);
    }
  });
});

describe('refusedOnKeyLine()', () => {
  it('wants a line end between key and map', () => {
    assert.equal(refusedOnKeyLine('a: !x b: c', 0, 3)?.offset, 3);
    assert.equal(refusedOnKeyLine('a:\n  !x b: c', 0, 5), undefined);
  });
});

describe('refusedBlock()', () => {
  const check = (text: string, isRoot = false) => refusedBlock(text, scalars(text).at(-1)!, isRoot, 0)?.offset;

  it('finds tabs in the indentation, also of the line that sets it', () => {
    assert.equal(check('a: |\n  \tb\n'), 7);
    assert.equal(check('a: |\n  b\n \t\n'), 10);
    assert.equal(check('a: |1\n  b\n\t\n'), 10);
    assert.equal(check('a: |1\n\t'), 6);
    for (const text of ['a: |\n  b\tc\n', 'a: |1\n \tb\n', 'a: >\n  b\n  \tc\n', 'a: b\n'])
      assert.equal(check(text), undefined, text);
  });

  it('wants a text that is the whole document indented without a number', () => {
    assert.equal(check('|\nb\n', true), 2);
    assert.equal(check('>1 # c\n b\n', true), 7);
    for (const text of ['|\n b\n', '|- # |1\n b\n', '|\n']) assert.equal(check(text, true), undefined, text);
  });
});

describe('refusedPlainTab()', () => {
  it('finds tabs no deeper than the block', () => {
    const check = (text: string, outer: number) =>
      refusedPlainTab(text, scalars(text).at(-1)!, outer, (offset) => offset)?.offset;
    assert.equal(check('a: b\n\t\n c\n', 0), 5);
    assert.equal(check('a: b\n \tc\n', 0), undefined);
    assert.equal(check('- a: b\n  \t\n    c\n', 2), 9);
    assert.equal(check('[b\n\t]', 0), 3);
    assert.equal(check('a: b c\td\n', 0), undefined);
  });
});

describe('refusedTabAtDash()', () => {
  it('looks at what follows the dash', () => {
    assert.equal(refusedTabAtDash('- \t\n', 0)?.offset, 2);
    assert.equal(refusedTabAtDash('-\n', 0), undefined);
  });
});

describe('refusedTab()', () => {
  it('finds tabs that indent or stand behind a dash', () => {
    const check = (text: string) => refusedTab(text, 0, text.length)?.offset;
    assert.equal(check('\ta'), 0);
    assert.equal(check('\n  \ta'), 3);
    assert.equal(check('-\ta'), 1);
    assert.equal(check('\n- -  \ta'), 6);
    assert.equal(check(']\n\t'), 2);
    for (const text of [':\tb', ' \t# note\n', '# -\tx\n# \t', '\n\t]', ' ']) {
      assert.equal(refusedTab(`a${text}`, 1, text.length + 1), undefined, text);
    }
  });
});
