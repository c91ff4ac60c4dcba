import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { load } from 'js-yaml';
import { type EditOperation, edit, operationsOn } from '../../src/manifest/edit.ts';
import { parseManifests, parseText } from '../../src/manifest/parse.ts';

interface EditCase {
  readonly name: string;
  readonly text: string;
  readonly json?: boolean;
  readonly do: readonly (Omit<EditOperation, 'document'> & { readonly document?: number })[];
  readonly then?: string;
  readonly refused?: string;
}

const CASES = load(readFileSync('test/manifest/edits.yaml', 'utf8')) as readonly EditCase[];

describe('edit()', () => {
  it('has cases', () => assert.ok(CASES.length >= 30, `saw ${CASES.length}`));

  for (const { name, text, json = false, do: operations, then, refused } of CASES)
    it(name, () => {
      const done = edit(
        text,
        operations.map((one) => ({ document: 0, ...one })),
        { json },
      );
      if (refused === undefined) {
        assert.ok(done.ok, done.ok ? '' : done.problem.message);
        assert.equal(done.text, then);
        assert.deepEqual(parseText(done.text, { json }).problems, []);
      } else {
        assert.ok(!done.ok, 'was taken');
        const { message, position } = done.problem;
        const told = `${position.line}:${position.column}: ${message}`;
        assert.ok(told.includes(refused), told);
      }
    });

  it('reaches the items of a List', () => {
    const text =
      'apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Pod # one\n- apiVersion: v1\n  kind: Pod\n';
    const { documents } = parseManifests(text);
    const operations = operationsOn(documents[1]!, [{ op: 'add', path: '/metadata', value: { name: 'b' } }]);
    const done = edit(text, operations);
    assert.ok(done.ok);
    assert.equal(done.text, `${text}  metadata:\n    name: b\n`);
  });
});
