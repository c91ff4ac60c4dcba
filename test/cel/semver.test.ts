import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compareSemver, parseLooseSemver, parseSemver } from '../../src/cel/semver.ts';

describe('semantic versions', () => {
  it('are read strictly, or as people write them', () => {
    for (const text of ['1.2.3', '0.0.0-a.1+b', '1.2.3+001']) assert.ok(parseSemver(text), text);
    for (const text of [
      '',
      '1',
      '1.2',
      'v1.2.3',
      '01.2.3',
      '1.2.3-',
      '1.2.3-01',
      '1.2.3+',
      '1.2.3-a..b',
      '99999999999999999999.0.0',
    ])
      assert.equal(parseSemver(text), undefined, text);
    for (const text of ['v1', '1.02', '001.2.3', 'v1.2.3-a']) assert.ok(parseLooseSemver(text), text);
    for (const text of ['', 'v', '1.2-a', 'vv1', '1.2.3.4']) assert.equal(parseLooseSemver(text), undefined, text);
  });
  it('are ordered as semver.org says', () => {
    const order = [
      '1.0.0-1',
      '1.0.0-alpha',
      '1.0.0-alpha.1',
      '1.0.0-alpha.beta',
      '1.0.0-beta.2',
      '1.0.0-beta.11',
      '1.0.0',
      '1.0.1',
      '2.0.0',
    ];
    for (const [at, text] of order.slice(1).entries())
      assert.equal(compareSemver(parseSemver(order[at]!)!, parseSemver(text)!), -1n, text);
    assert.equal(compareSemver(parseSemver('1.0.0+a')!, parseSemver('1.0.0+b')!), 0n);
  });
});
