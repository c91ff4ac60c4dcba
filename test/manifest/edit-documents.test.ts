import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { appendDocument, removeDocument } from '../../src/manifest/edit-documents.ts';
import { parseText } from '../../src/manifest/parse.ts';
import { styled, textStyle, writeStyled } from '../builders/styled-yaml.ts';

describe('documents', () => {
  it('are put in behind the last', () => {
    assert.equal(appendDocument('a: 1', { b: [1] }), 'a: 1\n---\nb:\n  - 1\n');
    assert.equal(appendDocument('a: 1\r\n', { b: 1 }), 'a: 1\r\n---\r\nb: 1\r\n');
    assert.equal(appendDocument('', { b: 1 }), 'b: 1\n');
  });

  it('are taken out with their mark', () => {
    const text = '# one\n---\na: 1\n--- # two\nb: 2\n...\n---\nc: 3\n';
    assert.equal(removeDocument(text, 1), '# one\n--- # two\nb: 2\n...\n---\nc: 3\n');
    assert.equal(removeDocument(text, 2), '# one\n---\na: 1\n---\nc: 3\n');
    assert.equal(removeDocument(text, 3), '# one\n---\na: 1\n--- # two\nb: 2\n...\n');
    assert.equal(removeDocument('a: 1\n---\nb: 2\n', 0), 'b: 2\n');
    assert.equal(removeDocument('a: 1\n', 0), '');
    assert.equal(removeDocument(text, 9), text);
  });

  it('leave all others as they are', () => {
    fc.assert(
      fc.property(fc.array(styled, { minLength: 2, maxLength: 4 }), textStyle, fc.nat(), (roots, style, pick) => {
        const text = roots.map((root) => writeStyled(root, style)).join(`---${style.lineEnd}`);
        const values = parseText(text).documents.map(({ value }) => value);
        const gone = pick % roots.length;
        const after = parseText(appendDocument(removeDocument(text, gone), { new: 1 }));
        assert.deepEqual(after.problems, []);
        assert.deepEqual(
          after.documents.map(({ value }) => value),
          [...values.toSpliced(gone, 1), { new: 1 }],
        );
      }),
      { numRuns: 300 },
    );
  });
});
