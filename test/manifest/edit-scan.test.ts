import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  beforeLineEnd,
  beginsLine,
  behindLineEnd,
  headerOf,
  lineEnd,
  lineStart,
  skipBlanks,
  spliced,
} from '../../src/manifest/edit-scan.ts';

describe('spliced()', () => {
  it('replaces parts in any order; of two at one place the first comes first', () => {
    const splices = [
      { start: 4, end: 5, text: 'E' },
      { start: 1, end: 3, text: '' },
      { start: 4, end: 4, text: '+' },
      { start: 4, end: 4, text: '-' },
    ];
    assert.equal(spliced('abcdef', splices), 'ad+-Ef');
  });
});

describe('scanning', () => {
  it('passes over blanks, comments and marks', () => {
    const text = 'a  # b\n\r\n : c';
    assert.equal(text[skipBlanks(text, 1)], ':');
    assert.equal(text[skipBlanks(text, 1, ':')], 'c');
    assert.equal(skipBlanks(text, text.length), text.length);
  });

  it('finds lines, whatever ends them', () => {
    const text = 'ab\r\n cd\n\nef';
    assert.deepEqual([lineStart(text, 5), lineEnd(text, 5)], [4, 7]);
    assert.deepEqual([behindLineEnd(text, 2), behindLineEnd(text, 7), behindLineEnd(text, 11)], [4, 8, 11]);
    assert.deepEqual([beforeLineEnd(text, 4), beforeLineEnd(text, 8), beforeLineEnd(text, 5)], [2, 7, 5]);
    assert.ok(beginsLine(text, 5));
    assert.ok(!beginsLine(text, 6));
  });

  it('finds the mark of a block text', () => {
    assert.deepEqual(headerOf('a: # | no\n  |+2 # c', 2), { start: 12, end: 15, keeps: true });
    assert.deepEqual(headerOf('- >-\n  x', 0), { start: 2, end: 4, keeps: false });
  });
});
