import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { NETWORK_FUNCTIONS } from '../../src/cel/functions-network.ts';
import { fails, holds } from './expressions.ts';

describe('functions on addresses, networks and URLs', () => {
  it('give what they give on the server', () => {
    assert.ok(NETWORK_FUNCTIONS.length > 25);
    holds([
      "ip('::1').family() == 6 && ip('10.0.0.1').family() == 4 && string(ip('::01')) == '::1' && ip.isCanonical('::1') && !ip.isCanonical('::01')",
      "cidr('10.1.0.0/16').ip() == ip('10.1.0.0') && cidr('10.1.2.3/16').masked() == cidr('10.1.0.0/16') && string(cidr('10.1.2.3/16')) == '10.1.2.3/16'",
      "cidr('10.0.0.0/8').containsCIDR('10.1.0.0/16') && !cidr('10.0.0.0/8').containsCIDR(cidr('10.0.0.0/7')) && cidr('10.0.0.0/8').containsIP(ip('10.1.1.1'))",
      "url('https://a:1/b?c=d').getHost() == 'a:1' && url('/b?c=d&c=e').getQuery() == {'c': ['d', 'e']}",
    ]);
    fails([
      ["ip('x').family() == 4", /no IP address/],
      ["cidr('10.0.0.0').prefixLength() == 1", /no network/],
      ["cidr('10.0.0.0/8').containsIP('x')", /no IP address/],
      ["url('x').getHost() == ''", /no URL/],
    ]);
  });
});
