import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { networkContains, parseNetwork } from '../../src/expression/network.ts';

describe('networks', () => {
  const rows: readonly (readonly [string, string, boolean])[] = [
    ['10.0.0.0/8', '10.255.1.2', true],
    ['10.0.0.0/8', '11.0.0.1', false],
    ['10.0.0.0/8', '10.1.0.0/16', true],
    ['10.1.0.0/16', '10.0.0.0/8', false],
    ['0.0.0.0/0', '1.2.3.4', true],
    ['1.2.3.4', '1.2.3.4', true],
    ['1.2.3.4/32', '1.2.3.5', false],
    ['fd00::/8', 'fd12:3456::1', true],
    ['fd00::/8', 'fe80::1', false],
    ['::/0', '::ffff:1.2.3.4', true],
    ['::/0', '1.2.3.4', false],
    ['2001:db8::/32', '2001:db8:0:0:0:0:0:1', true],
  ];
  for (const [outer, inner, expected] of rows) {
    it(`${outer} ${expected ? 'contains' : 'does not contain'} ${inner}`, () => {
      const [a, b] = [parseNetwork(outer), parseNetwork(inner)];
      assert.ok(a && b);
      assert.equal(networkContains(a, b), expected);
    });
  }
  it('refuses what is no address', () => {
    for (const text of [
      '',
      '1.2.3',
      '1.2.3.256',
      '01.2.3.4',
      '1.2.3.4/33',
      '1.2.3.4/',
      '1.2.3.4/8/8',
      '::1::',
      ':::',
      '1:2:3',
      'fd00::g',
      '1:2:3:4:5:6:7:8:9',
      '1:2:3:4:5:6:7::8:9',
      '::/129',
      'x'.repeat(100),
    ])
      assert.equal(parseNetwork(text), undefined, text);
  });
});
