import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  escapeToken,
  isListIndex,
  joinPointer,
  lastToken,
  parentPointer,
  parsePointer,
  readPointer,
} from '../../src/change/pointer.ts';

describe('pointer', () => {
  // The examples of RFC 6901, section 5.
  const document = {
    foo: ['bar', 'baz'],
    '': 0,
    'a/b': 1,
    'c%d': 2,
    'e^f': 3,
    'g|h': 4,
    'i\\j': 5,
    'k"l': 6,
    ' ': 7,
    'm~n': 8,
  };

  it('reads the examples of RFC 6901', () => {
    const expected = {
      '': document,
      '/foo': ['bar', 'baz'],
      '/foo/0': 'bar',
      '/': 0,
      '/a~1b': 1,
      '/c%d': 2,
      '/m~0n': 8,
    };
    for (const [pointer, value] of Object.entries(expected)) assert.deepEqual(readPointer(document, pointer), value);
  });

  it('finds nothing behind a pointer that leads nowhere', () => {
    for (const pointer of [
      '/nope',
      '/foo/2',
      '/foo/00',
      '/foo/-',
      '/foo/length',
      '/foo/0/x',
      '/toString',
      'foo',
      '/m~n',
    ]) {
      assert.equal(readPointer(document, pointer), undefined, pointer);
    }
    assert.equal(readPointer(undefined, ''), undefined);
  });

  it('parses what it joins', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (tokens) => {
        const pointer = joinPointer('', ...tokens);
        assert.deepEqual(parsePointer(pointer), tokens);
        assert.equal(lastToken(pointer), tokens.at(-1));
        assert.equal(parentPointer(pointer), tokens.length === 0 ? undefined : joinPointer('', ...tokens.slice(0, -1)));
      }),
    );
  });

  it('refuses what is no pointer', () => {
    for (const text of ['a', 'a/b', '/~', '/~2', '/a~']) assert.equal(parsePointer(text), undefined, text);
  });

  it('escapes tokens and knows list indexes', () => {
    assert.equal(escapeToken('a~/b'), 'a~0~1b');
    assert.equal(joinPointer('/spec', 'items', 3, 'a/b'), '/spec/items/3/a~1b');
    assert.deepEqual(['0', '10', '01', '-', '', '1e3', '-1'].map(isListIndex), [
      true,
      true,
      false,
      false,
      false,
      false,
      false,
    ]);
  });
});
