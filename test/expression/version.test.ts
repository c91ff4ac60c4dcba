import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compareVersions, parseVersion, type Version } from '../../src/expression/version.ts';

describe('versions', () => {
  it('have parts, a leading v and missing ones allowed', () => {
    assert.deepEqual(parseVersion('v1.2.3-rc.1+build.5'), {
      major: 1,
      minor: 2,
      patch: 3,
      prerelease: 'rc.1',
      build: 'build.5',
    });
    assert.deepEqual(parseVersion('1.27'), { major: 1, minor: 27, patch: 0 });
    for (const text of ['latest', '', '1.2.3.4', '01.2', '1.2.3-', 'v', '1.x'])
      assert.equal(parseVersion(text), undefined, text);
  });
  it('have the order of semver.org', () => {
    const order = [
      '1.0.0-alpha',
      '1.0.0-alpha.1',
      '1.0.0-alpha.beta',
      '1.0.0-beta',
      '1.0.0-beta.2',
      '1.0.0-beta.11',
      '1.0.0-rc.1',
      '1.0.0',
      '1.2',
      '1.10.0',
      '2',
    ].map((text) => parseVersion(text) as Version);
    for (const [i, a] of order.entries())
      for (const [j, b] of order.entries()) assert.equal(compareVersions(a, b), Math.sign(i - j), `${i} ${j}`);
    assert.equal(compareVersions(parseVersion('1.0.0+a') as Version, parseVersion('1.0.0+b') as Version), 0);
  });
});
