import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { readJson } from '../../src/manifest/json.ts';

const read = (text: string) => {
  const built = readJson(text, 0, 100);
  return built.ok ? built.value : built.problems.map(({ code, offset }) => [code, offset]);
};

describe('readJson()', () => {
  it('reads what JSON.stringify writes', () => {
    fc.assert(
      fc.property(fc.json(), fc.constantFrom(undefined, 2, '\t'), (text, indent) => {
        const pretty = JSON.stringify(JSON.parse(text), null, indent);
        assert.deepEqual(read(pretty), JSON.parse(pretty));
      }),
    );
  });

  it('refuses just what JSON.parse refuses', () => {
    const soup = fc.array(
      fc.constantFrom(
        '{',
        '}',
        '[',
        ']',
        ',',
        ':',
        '"a"',
        '"',
        '1',
        '-',
        '.5',
        'e1',
        '0',
        'true',
        'null',
        ' ',
        '\\',
        '\n',
      ),
    );
    fc.assert(
      fc.property(soup, (tokens) => {
        const text = tokens.join('');
        let expected: unknown;
        try {
          expected = JSON.parse(text);
        } catch {
          if (text.trim() !== '') assert.equal(readJson(text, 0, 100).ok, false, text);
          return;
        }
        const built = readJson(text, 0, 100);
        // As text, which knows no -0.
        if (built.ok) assert.equal(JSON.stringify(built.value), JSON.stringify(expected));
        else
          for (const { code } of built.problems) assert.ok(code === 'duplicate-key' || code === 'number-range', text);
      }),
      { numRuns: 2000 },
    );
  });

  it('says where the text is broken', () => {
    assert.deepEqual(read('{"a": 1} x'), [['json-syntax', 9]]);
    assert.deepEqual(read('{"a": 1'), [['json-syntax', 7]]);
    assert.deepEqual(read('{"a": 1, "a": 2}'), [['duplicate-key', 9]]);
    assert.deepEqual(read('[1e400]'), [['number-range', 1]]);
    assert.deepEqual(read("{'a': 1}"), [['json-syntax', 1]]);
    assert.deepEqual(read('["a\nb"]'), [['json-syntax', 1]]);
    assert.deepEqual(read('['.repeat(10_000)), [['nesting-limit', 100]]);
  });
});
