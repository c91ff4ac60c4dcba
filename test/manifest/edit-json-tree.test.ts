import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { treeOfJson } from '../../src/manifest/edit-json-tree.ts';
import type { SyntaxNode } from '../../src/manifest/edit-tree.ts';
import { readJson } from '../../src/manifest/json.ts';

describe('treeOfJson()', () => {
  it('gives every value the text that is parsed as it', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(undefined, 2), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        const built = readJson(text, 0, 100);
        assert.ok(built.ok);
        const check = (node: SyntaxNode, expected: unknown): void => {
          assert.deepEqual(JSON.parse(text.slice(node.start, node.end)), expected);
          for (const [index, { name, value: below, markEnd }] of node.entries.entries()) {
            check(below, (expected as Record<string, unknown>)[name ?? index]);
            assert.equal(markEnd === undefined ? undefined : text[markEnd - 1], name === undefined ? undefined : ':');
          }
        };
        check(treeOfJson(text, built.rows)!, JSON.parse(text));
      }),
    );
  });
});
