import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isCidr, isEmail, isIpv4, isIpv6, isMac, isRequestUri } from '../../src/openapi/custom-addresses.ts';

const READERS = { isCidr, isEmail, isIpv4, isIpv6, isMac, isRequestUri } as const;

/** A reader, what it takes and what it refuses. All are answers of Go's own readers. */
const CASES: readonly (readonly [keyof typeof READERS, readonly string[], readonly string[]])[] = [
  ['isIpv4', ['1.2.3.4', '01.02.03.04', '::1.2.3.4', '::ffff:01.2.3.4'], ['', '1.2.3', '256.1.1.1', '::1', '1.2.3.4 ']],
  [
    'isIpv6',
    ['::1', '::', '2001:db8::1', '::ffff:1.2.3.4', '1:2:3:4:5:6:7::'],
    ['1::2::3', ':::', '1:2', '12345::', 'fe80::1%eth0'],
  ],
  [
    'isCidr',
    ['10.0.0.0/8', '010.0.0.0/08', '::/0', '10.0.0.1/8'],
    ['10.0.0.0', '10.0.0.0/33', '::/129', '/8', '1.2.3.4/-1'],
  ],
  [
    'isMac',
    ['01:23:45:67:89:ab', '01-23-45-67-89-ab', '0123.4567.89ab', '0123456789ab'],
    ['01:23:45', '01:23-45:67:89:ab', 'x'],
  ],
  [
    'isEmail',
    ['a@b', 'Name <a@b.com>', '"q q"@b', 'a@[1.2.3.4]', 'a@b (remark)', '<a@b>'],
    ['a@', 'a..b@c', 'a b@c', 'a@[IPv6:::1]', 'a@b,c@d', ''],
  ],
  [
    'isRequestUri',
    ['/', '*', 'http://a/b?%zz', 'mailto:a@b', 'http://[::1]:80/', '//host/x', 'a:b'],
    ['', 'a', '/%zz', 'http://a b', 'http://a:x/', ':a', '?a', '\u007f'],
  ],
];

describe('addresses', () => {
  for (const [name, good, bad] of CASES)
    it(`${name}() takes ${good.length} and refuses ${bad.length}`, () => {
      for (const text of good) assert.equal(READERS[name](text), true, text);
      for (const text of bad) assert.equal(READERS[name](text), false, text);
    });

  it('are read in a time that does not grow with tricks', () => {
    for (const text of [
      'a'.repeat(100_000),
      `${'a '.repeat(400)}<`,
      `"${'\\'.repeat(900)}`,
      ':'.repeat(1000),
      '('.repeat(900),
    ])
      for (const [name] of CASES) assert.equal(typeof READERS[name](text), 'boolean');
  });
});
