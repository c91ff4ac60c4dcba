import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { RE2JS } from 're2js';
import { sequence } from '../../../src/template/compat/random.ts';
import { sampleText } from '../../../src/template/compat/sample-pattern.ts';

const PATTERNS = [
  '^[a-z][a-z0-9-]{2,10}$',
  '^(dev|staging|prod)$',
  '^registry[.]example[.]com/(shop|pay)/[a-z]+:v?\\d+(\\.\\d+){2}$',
  '^[^/]+/.*$',
  '^(team|cost)/',
  'a|b{3}|c+?',
  '^(?:[0-9]{1,3}m|[1-9])$',
  '^[]a-]+$',
  '^[\\w.-]+$',
  '^\\^\\$$',
  '',
];

describe('sampleText()', () => {
  for (const pattern of PATTERNS) {
    it(`makes texts that match \`${pattern}\``, () => {
      const random = sequence(7);
      const compiled = RE2JS.compile(pattern);
      for (let index = 0; index < 50; index++) {
        const text = sampleText(pattern, random);
        assert.ok(text !== undefined && compiled.test(text), `${pattern} and ${text}`);
      }
    });
  }

  it('makes none where it does not understand', () => {
    for (const pattern of ['(?i)a', '\\pL', '[[:alpha:]]', '*', '(a', 'a)', '[a', '\\bword', 'a{3,1}'])
      assert.equal(sampleText(pattern, sequence(1)), undefined, pattern);
  });

  it('stays short whatever is asked for', () => {
    const text = sampleText('((a{900}){900}){900}', sequence(1));
    assert.ok(text === undefined || text.length <= 2000);
  });
});
