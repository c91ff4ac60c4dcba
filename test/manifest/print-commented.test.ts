import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseText } from '../../src/manifest/parse.ts';
import { printCommented } from '../../src/manifest/print-commented.ts';

describe('printCommented()', () => {
  it('writes comments above members, list items and the document', () => {
    const value = { a: { 'b/c': 1 }, list: [{ x: 1 }, { x: 2 }] };
    const comments = new Map([
      ['', ['first', '']],
      ['/a/b~1c', ['one', 'two']],
      ['/list/1', ['second']],
      ['/nowhere', ['lost']],
    ]);
    const text = printCommented(value, comments);
    assert.equal(text, '# first\n#\na:\n  # one\n  # two\n  b/c: 1\nlist:\n  - x: 1\n  # second\n  - x: 2\n');
    assert.deepEqual(parseText(text).documents[0]?.value, value);
  });
});
