import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { RE2JS } from 're2js';
import { plainPattern } from '../../src/kube/plain-pattern.ts';

const RUNS = 20_000;

/** What patterns are made of, plain and not. */
const PIECES = [
  ...[
    'a',
    'b',
    'K',
    's',
    '1',
    '_',
    '-',
    ' ',
    '/',
    ':',
    '\\.',
    '\\$',
    '\\-',
    '\\d',
    '.',
    '[a-z]',
    '[A-Z0-9_]',
    '[-a]',
    '[a-]',
    '[^a]',
    '[.]',
  ],
  ...[
    '(a|b)',
    '(?:ab|c)',
    '(',
    ')',
    '|',
    '?',
    '*',
    '+',
    '{2}',
    '{1,3}',
    '{2,}',
    '^',
    '$',
    '(ab)?',
    '[a-c]+',
    '[b-d]*',
    '(?=a)',
    '\\b',
    '[',
  ],
];
/** Letters that fold with ASCII ones, and what is in no pattern. */
const TEXT = fc.string({ unit: fc.constantFrom(...'abcdKkSsſK1_-. /:$\n', '😀', '\ud800'), maxLength: 12 });

describe('plainPattern()', () => {
  it('finds what RE2 finds, with and without regard to case', () => {
    let plain = 0;
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 6 }),
        fc.boolean(),
        fc.array(TEXT, { minLength: 8, maxLength: 8 }),
        (pieces, ignoreCase, texts) => {
          const source = pieces.join('');
          const pattern = plainPattern(source, { ignoreCase });
          if (!pattern) return;
          plain++;
          const engine = RE2JS.compile(source, ignoreCase ? RE2JS.CASE_INSENSITIVE : 0);
          for (const text of texts)
            assert.equal(pattern.test(text), engine.test(text), `${source} in ${JSON.stringify(text)}`);
        },
      ),
      { numRuns: RUNS },
    );
    assert.ok(plain >= RUNS / 8, `${plain} plain patterns`);
  });

  it('takes what policies are written with', () => {
    for (const source of [
      '^[a-z0-9]([-a-z0-9]*[a-z0-9])?$',
      '(PASSWORD|PASSWD|API_?KEY|SECRET_?KEY|CREDENTIALS?)$|[_.-](PASS|PWD)$',
      '^\\$\\([A-Za-z_.-][A-Za-z0-9_.-]*\\)$',
      '^(AKIA|ASIA)[0-9A-Z]{16}$',
      '^eyJ[0-9A-Za-z_-]+\\.eyJ[0-9A-Za-z_-]+\\.[0-9A-Za-z_-]+$',
      '^/',
      'team-[a-z]$',
    ])
      assert.ok(plainPattern(source, { ignoreCase: false }), source);
  });

  it('leaves to RE2 what could take long, and what the two read differently', () => {
    for (const source of [
      // begins anywhere and goes on without an end
      '[a-z]+$',
      '-----BEGIN [A-Z ]*PRIVATE KEY-----',
      '^a+|b+$',
      // runs that give back, one into the other
      '^[a-z]*[a-z]*$',
      '^[a-z]+[a-z0-9]+$',
      '^(a+)+$',
      '^(a|aa)*$',
      '^[a-z]*(a?)[b-z]*$',
      '^a*b?a*$',
      // very many ways
      'a?a?a?a?a?a?a?a?a?aaaaaaaaa',
      '(a|a)(a|a)(a|a)(a|a)(a|a)(a|a)(a|a)(a|a)(a|a)b',
      '[a-z]{1,64}[a-z]{1,64}',
      // not the same in both
      '\\s',
      '\\d',
      '\\w',
      '.',
      '[^a]',
      'é',
      '(?i)a',
      'a*?',
      '(?<n>a)',
      'a$b',
      'b^a',
      '[z-a]',
      '[a-Z]',
      'a{',
    ])
      assert.equal(plainPattern(source, { ignoreCase: false }), undefined, source);
  });
});
