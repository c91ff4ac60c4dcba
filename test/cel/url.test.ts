import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { escapedPath, isUrl, parseUrl, queryOf, splitHost } from '../../src/cel/url.ts';

describe('URLs', () => {
  it('are absolute or begin with a slash', () => {
    for (const text of [
      'https://a.b',
      '/a',
      '//a',
      'mailto:x@y',
      '*',
      'a://[::1]:1/',
      'http://h:/',
      'http://a%20b@c/',
      '/%20',
    ])
      assert.ok(isUrl(text), text);
    for (const text of [
      '',
      'a',
      'a/b',
      ':a',
      'http://a b',
      'http://[::1',
      'http://h:x',
      'http://%41/',
      '/%2',
      'http://[1.2.3.4]/',
      'http://a:1:2/',
      '/a\u0001',
      'http://h[/',
    ])
      assert.ok(!isUrl(text), text);
  });
  it('fall into parts', () => {
    const url = parseUrl('HTTPS://u:p@[::1]:80/a%2Fb/ü?x=1&x=%20&y&=z&a;b#f')!;
    assert.equal(url.scheme, 'https');
    assert.equal(url.host, '[::1]:80');
    assert.deepEqual(splitHost(url), { name: '::1', port: '80' });
    assert.equal(escapedPath(url), '/a%2Fb/%C3%BC'.replace('%2F', '/'));
    assert.deepEqual(
      [...queryOf(url)],
      [
        ['x', ['1', ' ']],
        ['y', ['']],
        ['', ['z']],
      ],
    );
    assert.equal(parseUrl('/a#%2'), undefined);
  });
});
