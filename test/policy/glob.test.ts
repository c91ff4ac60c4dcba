import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { matchesGlob, matchesPath } from '../../src/policy/glob.ts';

describe('glob', () => {
  it('matchesGlob() knows `*` and `?`, and nothing else is special', () => {
    const yes = [
      ['*', ''],
      ['shop-*', 'shop-'],
      ['*-prod', 'a-prod'],
      ['a*b*c', 'aXbYc'],
      ['a?c', 'abc'],
      ['a.c', 'a.c'],
      ['[x]', '[x]'],
    ];
    const no = [
      ['shop-*', 'shop'],
      ['a?c', 'ac'],
      ['a.c', 'abc'],
      ['', 'a'],
      ['a*b', 'a'],
    ];
    for (const [glob = '', text = ''] of yes) assert.equal(matchesGlob(glob, text), true, `${glob} ${text}`);
    for (const [glob = '', text = ''] of no) assert.equal(matchesGlob(glob, text), false, `${glob} ${text}`);
  });

  it('matchesGlob() does not backtrack without end', () => {
    assert.equal(matchesGlob(`${'*a'.repeat(50)}b`, 'a'.repeat(5_000)), false);
  });

  it('matchesPath() keeps `*` within a segment and lets `**` cross them', () => {
    const yes = [
      ['apps/*.yaml', 'apps/web.yaml'],
      ['**/*.yaml', 'web.yaml'],
      ['**/*.yaml', 'a/b/web.yaml'],
      ['apps/', 'apps/a/b.yaml'],
      ['./apps/**', 'apps/x'],
      ['a/**/z', 'a/z'],
    ];
    const no = [
      ['apps/*.yaml', 'apps/a/web.yaml'],
      ['apps', 'apps/web.yaml'],
      ['*/z', 'z'],
    ];
    for (const [glob = '', path = ''] of yes) assert.equal(matchesPath(glob, path), true, `${glob} ${path}`);
    for (const [glob = '', path = ''] of no) assert.equal(matchesPath(glob, path), false, `${glob} ${path}`);
  });
});
