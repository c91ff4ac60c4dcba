import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseEvents } from 'js-yaml';
import { buildDocument } from '../../src/manifest/build.ts';
import { MAXIMUM_PROBLEMS, repeatedKey } from '../../src/manifest/building.ts';

const build = (text: string, depth = 100, aliasNodes = 100) => {
  const built = buildDocument(text, parseEvents(text, {}), (offset) => offset, { depth, aliasNodes });
  return built.ok ? built.value : built.problems.map(({ code }) => code);
};

describe('buildDocument()', () => {
  it('gives each alias a value of its own', () => {
    const value = build('a: &a {b: []}\nc: *a\n') as { a: { b: unknown[] }; c: { b: unknown[] } };
    assert.deepEqual(value, { a: { b: [] }, c: { b: [] } });
    assert.notEqual(value.a, value.c);
    assert.notEqual(value.a.b, value.c.b);
  });

  it('spends a budget for aliases, which values without aliases do not touch', () => {
    assert.deepEqual(build('a: &a [1, 2]\nb: *a\n', 100, 3), { a: [1, 2], b: [1, 2] });
    assert.deepEqual(build('a: &a [1, 2]\nb: *a\n', 100, 2), ['alias-limit']);
    assert.deepEqual(build('a: &a [1, 2]\nb: &b [*a, *a]\nc: *b', 100, 12), ['alias-limit']);
    assert.deepEqual(build('[1, 2, 3, 4]', 100, 0), [1, 2, 3, 4]);
  });

  it('counts the depth that aliases add', () => {
    assert.deepEqual(build('a: &a [[1]]\nb: [*a]\n', 4), { a: [[1]], b: [[[1]]] });
    assert.deepEqual(build('a: &a [[1]]\nb: [*a]\n', 3), ['nesting-limit']);
  });

  it('knows a template when it sees one', () => {
    const built = (text: string) => buildDocument(text, parseEvents(text, {}), (at) => at, { depth: 9, aliasNodes: 9 });
    const messages = ['a: {{ .Values.a }}', '{{ include "x" }}: 1', '{ {a: 1}: 2 }', '? [a]\n: b'].map((text) => {
      const result = built(text);
      const message = result.ok ? '' : result.problems[0]?.message;
      return typeof message === 'string' ? message.includes('template') : undefined;
    });
    assert.deepEqual(messages, [true, true, false, false]);
  });

  it('names both lines of a repeated key and reads on', () => {
    assert.deepEqual(build('a: 1\na: 2\nb: {c: 1, c: 2}\n'), ['duplicate-key', 'duplicate-key']);
  });
});

describe('repeatedKey()', () => {
  it('names both lines', () => {
    const { message, code, offset } = repeatedKey('a', 3, 7);
    assert.equal(
      typeof message === 'string' ? message : message((at) => at * 10),
      'the key `a` is given on line 30 and again on line 70; remove one of them',
    );
    assert.deepEqual([code, offset], ['duplicate-key', 7]);
    assert.ok(MAXIMUM_PROBLEMS > 1);
  });
});
