import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  beginsPlain,
  colonOf,
  indentAt,
  isEnd,
  isGap,
  lineAfter,
  lineStart,
  NONE,
  nextLineIndent,
  type Reader,
  seek,
  skipBlanks,
} from '../../src/manifest/everyday-text.ts';

const reader = (text: string): Reader => ({ text, at: 0, indent: 0, depth: 0, events: [] });

describe('lines of everyday YAML', () => {
  it('are found by their begin, and by what they hold', () => {
    const text = 'a:\n\n  # comment\n   b: 1\n';
    assert.deepEqual([lineAfter(text, 0), lineAfter(text, 20), lineStart(text, 20)], [3, text.length, 16]);
    assert.deepEqual([indentAt(text, 16), indentAt(text, 0)], [3, 0]);
    assert.deepEqual([nextLineIndent(text, 0), nextLineIndent(text, 20)], [2, NONE]);
    const one = reader(text);
    assert.deepEqual([seek(one, 3), one.at, seek(one, text.length), one.at], [3, 19, NONE, text.length]);
  });

  it('end at a line feed or with the text', () => {
    assert.deepEqual([isEnd(0x0a), isEnd(Number.NaN), isEnd(0x20), isGap(0x20)], [true, true, false, true]);
    const one = reader('   x');
    skipBlanks(one);
    assert.equal(one.at, 3);
  });
});

describe('colonOf()', () => {
  it('finds the colon behind a plain name, and nothing else', () => {
    for (const [text, at] of [
      ['name: x', 4],
      ['app.kubernetes.io/name:', 22],
      ['a:\n', 1],
      ['http://x', NONE],
      ['"a": b', NONE],
      ['a b: c', NONE],
      ['- a: b', NONE],
      ['a', NONE],
    ] as const)
      assert.equal(colonOf(text, 0), at, text);
  });
});

describe('beginsPlain()', () => {
  it('takes fewer beginnings than YAML does', () => {
    for (const text of ['a', '1', '/x', '-1', '~']) assert.ok(beginsPlain(text, 0), text);
    for (const text of ['- a', '-', '"', '&a', '*a', '?', ':', '#', '@', '%', '', '[', '!a'])
      assert.ok(!beginsPlain(text, 0), text);
  });
});
