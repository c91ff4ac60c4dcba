import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as ip from '../../src/cel/ip.ts';

describe('addresses and networks', () => {
  it('are read and written canonically', () => {
    const texts = [
      ['10.0.0.1', '10.0.0.1'],
      ['2001:DB8:0:0:1::1', '2001:db8::1:0:0:1'],
      ['1:0:0:0:0:0:0:1', '1::1'],
      ['1:0:2::', '1:0:2::'],
      ['::', '::'],
      ['64:ff9b::1.2.3.4', '64:ff9b::102:304'],
    ] as const;
    for (const [text, canonical] of texts) assert.equal(ip.ipText(ip.parseIp(text)!), canonical);
  });
  it('are refused with zones, leading zeros and IPv4 inside of IPv6', () => {
    for (const text of [
      '',
      '1.2.3',
      '1.2.3.4.5',
      '256.0.0.1',
      '01.2.3.4',
      '::ffff:1.2.3.4',
      'fe80::1%eth0',
      '1::2::3',
      ':::',
      '1:2',
      '12345::',
      '::1.2.3',
      '1:2:3:4:5:6:7::8',
    ])
      assert.equal(ip.parseIp(text), undefined, text);
    assert.equal(ip.parseIpv6('::1'), 1n);
  });
  it('hold each other', () => {
    const network = ip.parseCidr('10.1.2.3/8')!;
    assert.ok(ip.holdsIp(network, ip.parseIp('10.255.0.1')!) && !ip.holdsIp(network, ip.parseIp('11.0.0.1')!));
    assert.ok(!ip.holdsIp(network, ip.parseIp('::1')!));
    assert.equal(ip.cidrText({ ...network, ip: ip.maskIp(network.ip, 8) }), '10.0.0.0/8');
    for (const text of ['10.0.0.0', '10.0.0.0/33', '10.0.0.0/08', '10.0.0.0/-1', '::/129', '/8'])
      assert.equal(ip.parseCidr(text), undefined, text);
  });
  it('are of kinds', () => {
    const is = (test: (address: never) => boolean, text: string) => test(ip.parseIp(text) as never);
    assert.ok(is(ip.isLoopback, '127.9.9.9') && is(ip.isLoopback, '::1'));
    assert.ok(is(ip.isLinkLocalUnicast, '169.254.1.1') && is(ip.isLinkLocalUnicast, 'febf::1'));
    assert.ok(is(ip.isLinkLocalMulticast, '224.0.0.9') && is(ip.isLinkLocalMulticast, 'ff12::1'));
    for (const text of ['0.0.0.0', '255.255.255.255', '::', 'ff02::1', '224.1.1.1'])
      assert.ok(!is(ip.isGlobalUnicast, text), text);
    assert.ok(is(ip.isGlobalUnicast, '10.0.0.1'));
  });
});
