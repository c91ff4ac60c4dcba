import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { parseManifests, parseText } from '../../src/manifest/parse.ts';

interface Case {
  readonly about: string;
  readonly text: string;
  readonly documents: readonly unknown[];
  readonly problems?: readonly string[];
}

const codes = (text: string, json = false) => parseText(text, { json }).problems.map(({ code }) => code);
const values = (text: string, json = false) => parseText(text, { json }).documents.map(({ value }) => value);

describe('parseText()', () => {
  // What sigs.k8s.io/yaml 1.6.0 makes of each text; where it refuses, or a key is repeated, the code of our problem.
  const cases = JSON.parse(readFileSync('test/manifest/readings.json', 'utf8')) as readonly Case[];

  it('reads every text of the table as kubectl does', () => {
    assert.ok(cases.length >= 300, `the table holds ${cases.length} cases`);
    for (const { about, text, documents, problems = [] } of cases) {
      assert.deepEqual(
        { documents: values(text), problems: codes(text) },
        { documents, problems },
        `${about}: ${text}`,
      );
    }
  });

  it('reads the other documents of a text when one is broken', () => {
    const { documents, problems } = parseText('a: 1\n---\nb: [\n---\nc: 3\n---\nd: 1\nd: 2\n');
    assert.deepEqual(
      documents.map(({ index, value }) => [index, value]),
      [
        [0, { a: 1 }],
        [2, { c: 3 }],
      ],
    );
    assert.deepEqual(
      problems.map(({ code, position }) => [code, position.line]),
      [
        ['yaml-syntax', 4],
        ['duplicate-key', 8],
      ],
    );
    assert.match(problems[1]!.message, /line 7 and again on line 8/);
  });
});

describe('parseManifests()', () => {
  it('unrolls a List and ignores what is no manifest', () => {
    const text = 'apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: Pod}\n- 3\n---\na: 1\n';
    const { documents, problems, ignored } = parseManifests(text);
    assert.deepEqual(
      documents.map(({ value, item, basePointer, start }) => [value, item, basePointer, start.line]),
      [[{ apiVersion: 'v1', kind: 'Pod' }, 0, '/items/0', 4]],
    );
    assert.deepEqual(
      problems.map(({ code, position }) => [code, position.line]),
      [['manifest-shape', 5]],
    );
    assert.equal(ignored, 1);
  });
});
