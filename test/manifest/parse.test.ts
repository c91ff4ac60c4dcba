import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { dump } from 'js-yaml';
import { parseManifests, parseText } from '../../src/manifest/parse.ts';
import { resolvePlain } from '../../src/manifest/scalars.ts';

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

describe('parseText() on hostile input', () => {
  const bomb = Array.from({ length: 30 }, (_, n) => `a${n}: &a${n} [${n === 0 ? 'x' : Array(9).fill(`*a${n - 1}`)}]`);

  it('answers each with one problem, or with what it is', () => {
    const expected: readonly (readonly [string, string | undefined])[] = [
      ['', undefined],
      ['\n \n# nothing\n', undefined],
      ['\ufeffa: 1\r\nb: 2\r\n', undefined],
      ['a: \0', 'control-character'],
      [bomb.join('\n'), 'alias-limit'],
      ['['.repeat(10_000), 'nesting-limit'],
      ['- '.repeat(10_000), 'nesting-limit'],
      ['{a: '.repeat(10_000), 'nesting-limit'],
      [Array.from({ length: 2000 }, (_, n) => `${' '.repeat(n)}a:`).join('\n'), 'nesting-limit'],
      [`a: ${'x '.repeat(10_000_000)}`, 'size-limit'],
      ['-\n'.repeat(1_500_000), 'size-limit'],
      ['?'.repeat(100_000), undefined],
      [`a: {\n${'"x": 1,\n'.repeat(20_000)}}`, 'yaml-syntax'],
      [`[${'a, '.repeat(200_000)}a]`, undefined],
    ];
    for (const [text, code] of expected) {
      assert.deepEqual(codes(text), code === undefined ? [] : [code], `${text.slice(0, 40)}… (${text.length})`);
    }
  });

  it('does so for JSON', () => {
    const expected: readonly (readonly [string, string | undefined])[] = [
      ['', undefined],
      ['{}', undefined],
      ['['.repeat(10_000), 'nesting-limit'],
      ['{"a":'.repeat(10_000), 'nesting-limit'],
      [`"${'x'.repeat(20_000_000)}"`, 'size-limit'],
      [`[${'1,'.repeat(1_500_000)}1]`, 'size-limit'],
      [`"${'x'.repeat(5_000_000)}`, 'json-syntax'],
      ['{"a": \0}', 'json-syntax'],
      ['1'.repeat(1_000_000), 'number-range'],
    ];
    for (const [text, code] of expected) {
      assert.deepEqual(codes(text, true), code === undefined ? [] : [code], `${text.slice(0, 40)}… (${text.length})`);
    }
  });

  it('tells repeated keys at once, but not without end', () => {
    for (const json of [false, true]) {
      const text = json ? `{${'"a":1,'.repeat(100_000)}"a":1}` : 'a: 1\n'.repeat(100_000);
      const found = codes(text, json);
      assert.ok(found.length > 1 && found.length < 100, String(found.length));
    }
  });

  it('reads a text of 20 MB that has many documents', () => {
    const text = `a: "${'x'.repeat(1_000_000)}"\n---\n`.repeat(20);
    assert.ok(text.length > 20_000_000);
    assert.equal(parseText(text).documents.length, 20);
  });

  it('keeps `__proto__` and its like as plain members', () => {
    for (const json of [false, true]) {
      const text = '{"__proto__": {"polluted": true}, "constructor": 1, "toString": 2}';
      const value = parseText(json ? text : `a: 1\nb: ${text}`, { json }).documents[0]!.value as Record<
        string,
        unknown
      >;
      assert.deepEqual(json ? value : value['b'], JSON.parse(text));
      assert.equal(({} as Record<string, unknown>)['polluted'], undefined);
    }
  });
});

/** All texts of a value, keys included. */
function textsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => [...(Array.isArray(value) ? [] : [key]), ...textsOf(member)]);
}

describe('parseText() of what others write', () => {
  const json = fc.jsonValue({ maxDepth: 5 });

  it('reads what JSON.stringify writes, as JSON and as YAML', () => {
    fc.assert(
      fc.property(json, fc.constantFrom(undefined, 2, '\t'), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        const expected = value === null ? [] : [JSON.parse(text)];
        assert.deepEqual(values(text, true), expected);
        if (!/\\u|"[^"]{500}|[\u007f-\u009f\u2028\u2029\ufffe\uffff]/.test(text) && indent !== '\t')
          assert.deepEqual(values(text), expected);
      }),
    );
  });

  it('reads what js-yaml dumps', () => {
    fc.assert(
      fc.property(json, fc.boolean(), fc.constantFrom(-1, 1), (value, seqNoIndent, flowLevel) => {
        // js-yaml writes YAML 1.2: a text such as `0O7` stays unquoted, and is a number here.
        fc.pre(textsOf(value).every((text) => typeof resolvePlain(text) === 'string'));
        const text = dump(value, { seqNoIndent, flowLevel, noRefs: true });
        if (codes(text).length > 0) assert.match(text, /[\t?]|:[^\s]|[\u007f-\u009f\u2028\u2029]|\\/, text);
        // As text, which knows no -0.
        else assert.equal(JSON.stringify(values(text)), JSON.stringify(value === null ? [] : [value]), text);
      }),
    );
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
