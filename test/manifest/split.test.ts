import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { splitDocuments } from '../../src/manifest/split.ts';

const split = (text: string) =>
  splitDocuments(text).map(({ start, end, refused }) => (refused === undefined ? text.slice(start, end) : refused));

describe('splitDocuments()', () => {
  it('cuts at separators of their own line', () => {
    assert.deepEqual(split('a\n---\nb'), ['a\n', 'b']);
    assert.deepEqual(split('---\na\n--- # note\nb\n---\t \nc\n---'), ['a\n', 'b\n', 'c\n']);
    assert.deepEqual(split('a\r\n---\r\nb'), ['a\r\n', 'b']);
    assert.deepEqual(split(''), []);
    assert.deepEqual(split('---\n---\n'), []);
    assert.deepEqual(split(' ---\na'), [' ---\na']);
  });

  it('says where a separator holds more than a comment', () => {
    assert.deepEqual(split('--- a\nb\n---\nc'), [4, 'c']);
    assert.deepEqual(split('a\n----\nb'), ['a\n', 5]);
    // With nothing before it the mark is left to the parser, to which it is text when a comment touches it.
    assert.deepEqual(split('---# a\nb'), [3]);
    assert.deepEqual(split('---\u00a0\nb'), [3]);
    assert.deepEqual(split('a\n---# b\nc\n---\n---# d\ne'), ['a\n', 'c\n', 18]);
    assert.deepEqual(split('---\n---# a\nb'), ['b']);
  });

  it('loses no line', () => {
    const line = fc.constantFrom('a', '---', '--- #', '--- x', '', ' ---', '----');
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        const text = lines.map((one) => `${one}\n`).join('');
        const kept = splitDocuments(text).reduce(
          (sum, { start, end }) => sum + text.slice(start, end).split('\n').length - 1,
          0,
        );
        assert.equal(kept + lines.filter((one) => one.startsWith('---')).length, lines.length);
      }),
    );
  });
});
