import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  asPrefix,
  cIdentifier,
  configMapKey,
  dnsLabel,
  dnsSubdomain,
  domainPrefixedKey,
  domainPrefixedPath,
  envVarName,
  fullyQualifiedDomainName,
  fullyQualifiedName,
  httpHeaderName,
  labelValue,
  type NameRule,
  pathSegment,
  percentage,
  portName,
  qualifiedName,
  rfc1035Label,
  underscoreSubdomain,
  wildcardSubdomain,
} from '../../src/validation/names.ts';

const L63 = 'a'.repeat(63);
const L253 = `${`${L63}.`.repeat(3)}${'a'.repeat(61)}`;

/** Texts that each rule takes, and texts that it refuses. */
const CASES: readonly (readonly [string, NameRule, readonly string[], readonly string[]])[] = [
  ['dnsLabel', dnsLabel, ['a', '0', 'a-b', L63], ['', 'A', 'a.b', '-a', 'a-', 'a_b', `${L63}a`, 'a\n', 'ä']],
  ['dnsSubdomain', dnsSubdomain, ['a', 'a.b', '0.1', L253], ['', 'a..b', '.a', 'a.', 'A.b', 'a_b', `${L253}a`, 'a.-b']],
  ['underscoreSubdomain', underscoreSubdomain, ['_a.b', 'a_b'], ['', '__a', 'a_', '.']],
  ['rfc1035Label', rfc1035Label, ['a', 'a-0', L63], ['0a', '', 'a.b', `${L63}a`, 'a-']],
  ['wildcardSubdomain', wildcardSubdomain, ['*.a', '*.a.b'], ['a', '*', '*.', '*.*.a', '*a']],
  [
    'qualifiedName',
    qualifiedName,
    ['a', 'A_b.c', 'a.b/C', `${L253}/${L63}`],
    ['', '/a', 'a/', 'a/b/c', 'A/b', '-a', `${L63}a`, 'a b'],
  ],
  ['labelValue', labelValue, ['', 'a', 'A_b.c', L63], ['-', 'a-', 'a b', 'a/b', `${L63}a`, 'ā']],
  [
    'portName',
    portName,
    ['a', 'web-1', '0a', 'a'.repeat(15)],
    ['', '80', 'Web', 'a--b', '-a', 'a-', 'a'.repeat(16), 'a_b'],
  ],
  ['envVarName', envVarName, ['a', 'A B', '1', '~', ' '], ['', 'a=b', 'a\n', 'ä', '\u007f']],
  ['configMapKey', configMapKey, ['a', '.a', 'A_b-c.d', 'a..'], ['', '.', '..', '..a', 'a/b', 'a b', `${L253}a`]],
  ['pathSegment', pathSegment, ['a', '', 'A:b', '...'], ['.', '..', 'a/b', 'a%b']],
  ['cIdentifier', cIdentifier, ['a', '_1', 'A_b'], ['', '1', 'a-b', 'a.b']],
  ['httpHeaderName', httpHeaderName, ['X-A', '1'], ['', 'a b', 'a:', 'a_b']],
  ['percentage', percentage, ['0%', '150%'], ['', '%', '1', '1.5%', '-1%', '1%%']],
  ['fullyQualifiedName', fullyQualifiedName, ['a.b.c'], ['', 'a.b', 'A.b.c']],
  ['fullyQualifiedDomainName', fullyQualifiedDomainName, ['a.b', 'a.b.'], ['', 'a', 'a.', `${L63}a.b`]],
  ['domainPrefixedPath', domainPrefixedPath, ['a.b/c', 'a/b/C'], ['', 'a', '/a', 'a/', 'A/b', 'a/b c']],
  ['domainPrefixedKey', domainPrefixedKey, ['a.b/C'], ['', 'a', 'a/b/c', '/a']],
];

describe('names', () => {
  for (const [name, rule, taken, refused] of CASES) {
    it(`${name} takes and refuses what Kubernetes does`, () => {
      assert.deepEqual(
        taken.map((text) => [text, rule(text)]),
        taken.map((text) => [text, undefined]),
      );
      for (const text of refused) assert.match(rule(text) ?? `${JSON.stringify(text)} was taken`, /^must .*[^.]$/);
    });
  }

  it('asPrefix lets a name end in a hyphen', () => {
    const rule = asPrefix(dnsLabel);
    assert.deepEqual(
      ['a-', 'ab-', '-', 'A-b-', 'a--'].map((text) => rule(text) === undefined),
      [true, true, false, false, true],
    );
  });

  it('hold for every label within a subdomain, and a value within a qualified name', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 80 }), (text) => {
        if (dnsLabel(text) === undefined) assert.equal(dnsSubdomain(text), undefined);
        if (rfc1035Label(text) === undefined) assert.equal(dnsLabel(text), undefined);
        if (text !== '' && labelValue(text) === undefined) assert.equal(qualifiedName(text), undefined);
      }),
    );
  });
});
