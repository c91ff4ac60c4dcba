import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parse } from '../../src/cel/parse.ts';
import { qualifiedName } from '../../src/cel/tree.ts';

describe('the tree of an expression', () => {
  it('knows the dotted names in it', () => {
    assert.equal(qualifiedName(parse('format.named')), 'format.named');
    for (const text of ['a().b', 'has(a.b)', 'a.?b', "'a'.b", 'a[0].b'])
      assert.equal(qualifiedName(parse(text)), undefined, text);
  });
});
