import assert from 'node:assert/strict';
import { isIPv4, isIPv6 } from 'node:net';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  canonicalAddress,
  canonicalNetwork,
  legacyAddress,
  legacyNetwork,
  parseAddress,
  parseNetwork,
} from '../../src/validation/addresses.ts';

describe('addresses', () => {
  /** Text, whether older fields take it, and its canonical form, where newer fields say one. */
  const cases = [
    ['10.9.8.7', true, '10.9.8.7'],
    ['010.009.8.7', true, undefined],
    ['2001:db8::ffff', true, '2001:db8::ffff'],
    ['2001:DB8:0:0::ffff', true, '2001:db8::ffff'],
    ['::', true, '::'],
    ['0:0:0:0:0:0:0:1', true, '::1'],
    ['1:0:0:2:0:0:0:3', true, '1:0:0:2::3'],
    ['1:0:2:3:4:5:6:7', true, '1:0:2:3:4:5:6:7'],
    ['::ffff:1.2.3.4', true, undefined],
    ['1:2:3:4:5:6:1.2.3.4', true, '1:2:3:4:5:6:102:304'],
    ['256.0.0.1', false, undefined],
    ['1.2.3', false, undefined],
    ['1.2.3.4.', false, undefined],
    ['a', false, undefined],
    ['', false, undefined],
    ['1::2::3', false, undefined],
    ['1:2:3:4:5:6:7:8:9', false, undefined],
    ['12345::', false, undefined],
    ['1.2.3.4::', false, undefined],
    ['fe80::1%eth0', false, undefined],
  ] as const;
  for (const [text, taken, canonical] of cases) {
    it(`reads ${text || 'nothing'}`, () => {
      assert.equal(legacyAddress(text) === undefined, taken);
      assert.equal(canonicalAddress(text) === undefined, canonical === text);
      if (canonical !== undefined) assert.equal(parseAddress(text)?.canonical, canonical);
    });
  }

  it('are what Node takes for addresses, and writing them changes nothing', () => {
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), (text) => {
        const address = parseAddress(text);
        assert.ok(address && (isIPv4(text) || isIPv6(text)));
        assert.deepEqual(parseAddress(address.canonical)?.value, address.value);
        assert.equal(parseAddress(address.canonical)?.canonical, address.canonical);
      }),
    );
  });
});

describe('networks', () => {
  const cases = [
    ['10.0.0.0/8', true, true],
    ['10.0.0.1/8', true, false],
    ['10.0.0.0/08', true, false],
    ['10.0.0.0/33', false, false],
    ['10.0.0.0', false, false],
    ['2001:db8::/32', true, true],
    ['2001:DB8::/32', true, false],
    ['::ffff:1.2.3.0/120', true, false],
    ['::/129', false, false],
    ['/8', false, false],
    ['10.0.0.0/', false, false],
  ] as const;
  for (const [text, legacy, canonical] of cases) {
    it(`reads ${text}`, () => {
      assert.deepEqual([legacyNetwork(text) === undefined, canonicalNetwork(text) === undefined], [legacy, canonical]);
    });
  }
  it('have the prefix that is written', () => assert.equal(parseNetwork('10.0.0.0/8')?.prefix, 8));
});
