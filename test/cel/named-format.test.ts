import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { FORMATS, problemsOf } from '../../src/cel/named-format.ts';

describe('named formats', () => {
  it('take what fits and say what does not', () => {
    const cases: readonly (readonly [string, readonly string[], readonly string[]])[] = [
      ['dns1123Label', ['a', '1-b'], ['', '-a', 'A', 'a.b', 'a'.repeat(64)]],
      ['dns1123Subdomain', ['a.b-c', '1'], ['', 'a..b', 'a.', 'a'.repeat(254)]],
      ['dns1035Label', ['a1'], ['1a', '']],
      ['qualifiedName', ['a', 'a.b/c_D', 'A-1'], ['', '/a', 'a/', 'a/b/c', 'A/b', '-']],
      ['dns1123LabelPrefix', ['a-', 'a'], ['-', 'A1-']],
      ['dns1123SubdomainPrefix', ['a.b-'], ['a..']],
      ['dns1035LabelPrefix', ['ab-'], ['1b-']],
      ['labelValue', ['', 'a_B.c'], ['-', 'a b', 'a'.repeat(64)]],
      ['uri', ['https://a', '/x'], ['', 'a']],
      ['uuid', ['123e4567-e89b-12d3-a456-426614174000'], ['x']],
      ['byte', ['aGk='], ['', 'a', '_-8=']],
      ['date', ['2024-02-29'], ['2023-02-29', '2024-1-1']],
      ['datetime', ['2024-02-29T10:00:00Z', '2024-02-29t10:00:00.5+01:00'], ['2024-02-29', '2024-02-29T25:00:00Z']],
    ];
    assert.equal(cases.length, FORMATS.size);
    for (const [name, good, bad] of cases) {
      for (const text of good) assert.deepEqual(problemsOf(name, text), [], `${name} ${text}`);
      for (const text of bad) assert.ok(problemsOf(name, text).length > 0, `${name} ${text}`);
    }
    assert.deepEqual(problemsOf('nope', ''), []);
  });
});
